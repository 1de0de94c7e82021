# The variants that can be built, best first: records { name; short; backend; bundle; extension; shells; }.
{
  # The kernel config, the kernel's folder and its source (see source.nix).
  kernelConfig,
  path,
  source,
  # The checked arguments of genKernelFlakeOutputs.
  arguments,
  # Revision of kernel-builder itself.
  builderRevision,
}:
let
  inherit (builtins) compareVersions removeAttrs sort;
  isLight = config: config.toolchain.isLight config;
  # The backend's rank, then a Torch of this backend alone, then the newer Torch, then the older backend version.
  isBetter =
    a: b:
    if a.rank != b.rank then
      a.rank < b.rank
    else if isLight a != isLight b then
      isLight a
    else if a.torch != b.torch then
      compareVersions a.torch b.torch > 0
    else
      compareVersions a.version b.version < 0;

  makeVariant =
    buildSet:
    let
      tools = { inherit (buildSet) pkgs; };
      extension = import ../extension tools {
        inherit kernelConfig source builderRevision;
        buildConfig = removeAttrs buildSet [ "pkgs" ];
        inherit (arguments) doGetKernelCheck precompiledHeaders;
      };
    in
    {
      inherit (buildSet) name short backend bundle;
      inherit extension;
      shells = import ../shells tools {
        inherit kernelConfig extension path;
        inherit (arguments) pythonCheckInputs pythonNativeCheckInputs;
      };
    };
in
# buildSets: see build-sets.nix.
buildSets: map makeVariant (sort isBetter buildSets)
