# The extension: the derivation of one variant of one kernel. Its output `out` is the variant's folder, `report` says
# what the checks found.
{
  stdenv,
  cmake,
  ninja,
  python3,
  torch,
  kernelBuilder,
  debianRoot,
  multiarch,
  # Only in package sets with CUDA.
  cudaToolkit ? null,
  cuobjdump ? null,
  cutlass ? { },
  cudaRuntimeLibraries ? null,
  # The CUDA that Torch was built for.
  torchCuda,
}:
{
  # The kernel config: build.toml.
  kernelConfig,
  # What source.nix says of the kernel's folder: { src; revision; unique; }.
  source,
  # The build config: { name; backend; … }.
  buildConfig,
  # Revision of kernel-builder itself, `<commit>` or `<commit>-dirty`, empty if unknown.
  builderRevision,
  # Whether to load the result with `kernels` in the sandbox.
  doGetKernelCheck,
}:
let
  # What the kernel is compiled with, in a build and in a development shell.
  developWith = [
    cmake
    ninja
    torch
  ]
  ++ libraries
  ++ (if withCuda then [ cudaToolkit ] else [ ]);
  general = kernelConfig.general;
  module = builtins.replaceStrings [ "-" ] [ "_" ] general.name;
  opsId = "_${module}_${buildConfig.backend}_${source.unique}";
  buildPython = python3.withPackages (_: [ kernelBuilder.library ]);
  loadPython = python3.withPackages (
    ps:
    [
      torch
      ps.kernels
    ]
    ++ import ./python-depends.nix general buildConfig.backend ps
  );
  withCuda = buildConfig.backend == "cuda";
  inherit (import ./kernel-depends.nix) dependsOf;
  libraries = map (name: cutlass.${name}) (dependsOf (kernelConfig.kernel or { }) buildConfig.backend);
  # With a Torch that was built for another CUDA, `kernels` looks for the variant under that one's name, and the
  # libraries of the variant's own CUDA are not there.
  backendTag = (import ./backends.nix).${buildConfig.backend}.tag;
  loadedAs =
    if withCuda then
      builtins.replaceStrings [ (backendTag buildConfig.version) ] [ (backendTag torchCuda) ] buildConfig.name
    else
      buildConfig.name;
  loadLibraries =
    if withCuda && builtins.head (builtins.splitVersion torchCuda) != builtins.head (builtins.splitVersion buildConfig.version) then cudaRuntimeLibraries else null;
  deviceCode = (import ./cuda-capabilities.nix).deviceCode buildConfig.version (kernelConfig.kernel or { });
in
stdenv.mkDerivation {
  name = "${general.name}-${buildConfig.name}";
  inherit (source) src;
  outputs = [
    "out"
    "report"
  ];
  nativeBuildInputs = [ buildPython ] ++ (if withCuda then [ cuobjdump ] else [ ]);
  buildInputs = developWith;
  archs = if withCuda then deviceCode.archs else [ ];

  inherit opsId builderRevision;
  # Where the libraries are that a kernel needs: the checks look for the names that it takes from them.
  libraryFolders = [
    "${torch}/lib/python3.11/site-packages/torch/lib"
    "${debianRoot}/usr/lib/${multiarch}"
  ]
  ++ (if withCuda then [ "${cudaToolkit}/lib" ] else [ ]);
  inherit (buildConfig) backend;
  kernelRevision = source.revision;
  cmakeFlags = [
    "-DKERNEL_BACKEND=${buildConfig.backend}"
    "-DOPS_ID=${opsId}"
    "-DTORCH_DIR=${torch}/lib/python3.11/site-packages/torch"
  ]
  ++ (if withCuda then deviceCode.cmakeFlags else [ ]);
  preConfigure = ''
    python3 -m kernel_builder.project .
    source ${./nvcc-threads.sh}
  '';

  doInstallCheck = true;
  installCheckPhase = ''
    python3 -m kernel_builder.finish "$out" "$report"
  ''
  + (
    if doGetKernelCheck then
      ''
        ${if loadLibraries == null then "" else "LD_LIBRARY_PATH=${loadLibraries} "}\
        ${loadPython}/bin/python3 ${../python/kernel_builder/load.py} "$out" "${buildConfig.name}" "${loadedAs}" "$backend" "$report"
      ''
    else
      ""
  );
  passthru = {
    inherit
      buildConfig
      developWith
      module
      loadedAs
      loadLibraries
      ;
  };
}
