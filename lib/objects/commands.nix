# The commands that compile the sources of one table of build.toml, as the kernel's own project files say: CMake runs on
# a kernel that has placeholders in place of the sources. The result has a file for each ending of a source, with the
# command, and the headers that the project files consist of.
{ pkgs }:
{
  kernelConfig,
  backend,
  framework,
  deviceCode,
  # See tables.nix.
  table,
  # Whether the sources get no folder of Torch.
  torchFree,
  # Whether one of several sources instantiates a template explicitly.
  instantiates,
  # A Python with kernel_builder.
  python,
  # The folder with the Python module.
  extensionFolder,
  # The packages that compile, without the framework's.
  packages,
  # The folder of the framework, if it is not Torch.
  frameworkFolder,
  # The C++ standard that Torch's headers ask for; null for sources that include nothing of Torch.
  cxxStandard,
}:
let
  inherit (builtins)
    elemAt
    filter
    map
    match
    removeAttrs
    toJSON
    ;
  inherit (kernelConfig) general;
  sortedUnique = import ../sorted-unique.nix;
  endings = sortedUnique (map (source: elemAt (match ".*[.]([^./]*)" source) 0) table.sources);
  binding = kernelConfig.${framework.table};
  asksForStandard =
    if cxxStandard == null then
      ""
    else
      "echo '#if __cplusplus < 20${toString cxxStandard}00L' >torch/include/ATen/ATen.h";
  own = prefix: filter (flag: match "${prefix}.*" flag != null) deviceCode.cmakeFlags;
  # Only what the commands depend on.
  config = {
    general = {
      inherit (general) name;
      version = 1;
      edition = 5;
      license = "Apache-2.0";
      backends = [ backend ];
    };
    ${framework.table} =
      if table.target == null then
        removeAttrs binding [
          "src"
          "pyext"
          "minver"
          "maxver"
        ]
      else if binding ? stable-abi then
        { inherit (binding) stable-abi; }
      else
        { };
    kernel = if table.target == null then { } else { ${table.name} = removeAttrs table.table [ "src" ]; };
  };
in
pkgs.stdenv.mkDerivation {
  name = "compile-commands-${backend}";
  nativeBuildInputs = [ python ];
  buildInputs = [
    pkgs.buildPackages.cmake
    pkgs.buildPackages.ninja
  ]
  ++ packages;
  request = toJSON {
    inherit
      config
      endings
      instantiates
      extensionFolder
      ;
    inherit (table) target;
  };
  passAsFile = [ "request" ];
  cmakeFlags = [
    "-DKERNEL_BACKEND=${backend}"
    "-DOPS_ID=kernel_builder_ops_id"
    (if framework.table == "torch" then "" else "-D${framework.variable}=${frameworkFolder}")
    (if torchFree then "-DKERNEL_TORCH_FREE=${table.target}" else "")
  ]
  ++ (if table.target == null then [ ] else own "-D${table.target}_");
  dontUnpack = true;
  preConfigure = ''
    # Torches with the same C++ standard give the same commands. Objects name the real one.
    mkdir -p source torch/lib torch/include/ATen
    ${asksForStandard}
    echo "__version__ = '0.0'" >torch/version.py
    touch torch/lib/libgomp.so.1
    cmakeFlagsArray+=("-DTORCH_DIR=$PWD/torch")
    cd source
    python3 -m kernel_builder.builder.compile_commands prepare "$requestPath" .
  '';
  dontBuild = true;
  dontFixup = true;
  installPhase = ''
    python3 -m kernel_builder.builder.compile_commands collect "$requestPath" . "$NIX_BUILD_TOP/torch" $out
  '';
}
