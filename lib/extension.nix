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
  # Only in package sets with ROCm.
  rocmToolkit ? null,
  torchRocm ? null,
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
  ]
  ++ [ frameworkPackage ]
  ++ libraries
  ++ (if withCuda then [ cudaToolkit ] else [ ])
  ++ (if withRocm then [ rocmToolkit ] else [ ]);
  # What the kernel is bound with: the package, and the folder of it that the project files are told.
  frameworkPackage =
    if framework == "tvm-ffi" then
      tvmFfi
    else if withRocm then
      torchRocm
    else
      torch;
  frameworkVariable = if framework == "tvm-ffi" then "TVM_FFI_DIR" else "TORCH_DIR";
  frameworkFolder =
    if framework == "tvm-ffi" then
      sitePackage tvmFfi "tvm_ffi"
    else if withRocm then
      "${torchRocm}/torch"
    else
      sitePackage torch "torch";
  general = kernelConfig.general;
  framework = buildConfig.framework.name;
  compiled = framework != "torch-noarch";
  module = builtins.replaceStrings [ "-" ] [ "_" ] general.name;
  opsId = "_${module}_${buildConfig.backend}_${source.unique}";
  buildPython = python3.withPackages (_: [ kernelBuilder.library ]);
  loadPython = python3.withPackages (
    ps:
    [
      torch
      ps.kernels
    ]
    ++ borrowedPackages ps
    ++ import ./python-depends.nix kernelConfig buildConfig.backend ps
  );
  tvmFfi = python3.pkgs.apache-tvm-ffi;
  sitePackage = package: name: "${package}/lib/python3.11/site-packages/${name}";
  withCuda = compiled && buildConfig.backend == "cuda";
  withRocm = compiled && buildConfig.backend == "rocm";
  # Why a variant is not tried with `kernels`, or null.
  notLoaded = if compiled then (import ./backends.nix).${buildConfig.backend}.notLoaded or null else null;
  inherit (import ./kernel-depends.nix) dependsOf;
  libraries = map (name: cutlass.${name}) (dependsOf kernels buildConfig.backend);
  # With a Torch that was built for another CUDA, `kernels` looks for the variant under that one's name, and the
  # libraries of the variant's own CUDA are not there. Without a Torch of the backend, Python alone is tried on the CPU.
  borrowed = !compiled && (import ./backends.nix).${buildConfig.backend}.noarch.borrows;
  # What Torch's builds for that backend bring and the CPU's does not.
  borrowedPackages = ps: if borrowed && ps ? triton then [ ps.triton ] else [ ];
  backendTag = (import ./backends.nix).${buildConfig.backend}.tag;
  loadedAs =
    if withCuda then
      builtins.replaceStrings [ (backendTag buildConfig.version) ] [ (backendTag torchCuda) ] buildConfig.name
    else if borrowed then
      "torch-cpu"
    else
      buildConfig.name;
  loadLibraries =
    if withCuda && builtins.head (builtins.splitVersion torchCuda) != builtins.head (builtins.splitVersion buildConfig.version) then cudaRuntimeLibraries else null;
  # What a kernel of Python alone says it is for. The Hub's parser wants these keys with underscores.
  noarch = kernelConfig.torch-noarch or { };
  noarchArchs = {
    cuda = noarch.cuda_capabilities or (noarch.cuda-capabilities or [ ]);
    rocm = noarch.rocm_archs or (noarch.rocm-archs or [ ]);
  };
  kernels = kernelConfig.kernel or { };
  deviceCode =
    if withCuda then
      (import ./cuda-capabilities.nix).deviceCode { inherit (cudaToolkit) version compilerIsOwn; } kernels
    else if withRocm then
      (import ./rocm-archs.nix).deviceCode kernels
    else
      {
        archs = noarchArchs.${buildConfig.backend} or [ ];
        cmakeFlags = [ ];
      };
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
  inherit (deviceCode) archs;
  # What makes the device code, in words.
  deviceCompiler =
    if withCuda then
      cudaToolkit.compilerName
    else if withRocm then
      rocmToolkit.compilerName
    else
      "";
  # The release of ROCm that a kernel is to load with, and which release each name of its libraries came with.
  rocmVersion = if withRocm then rocmToolkit.version else "";
  rocmSymbols = if withRocm then rocmToolkit.symbols else "";
  notLoaded = if notLoaded == null || !doGetKernelCheck then "" else notLoaded;
  inherit opsId builderRevision framework;
  # Where the libraries are that a kernel needs: the checks look for the names that it takes from them.
  libraryFolders = [
    "${frameworkFolder}/lib"
    "${debianRoot}/usr/lib/${multiarch}"
  ]
  ++ (if withCuda then [ "${cudaToolkit}/lib" ] else [ ])
  ++ (if withRocm then [ "${rocmToolkit}/lib" ] else [ ]);
  inherit (buildConfig) backend;
  kernelRevision = source.revision;
  cmakeFlags = [
    "-DKERNEL_BACKEND=${buildConfig.backend}"
    "-DOPS_ID=${opsId}"
    "-D${frameworkVariable}=${frameworkFolder}"
  ]
  ++ deviceCode.cmakeFlags;
  preConfigure = ''
    python3 -m kernel_builder.builder.project.files .
    source ${./nvcc-threads.sh}
  '';

  doInstallCheck = true;
  installCheckPhase = ''
    python3 -m kernel_builder.builder.finish "$out" "$report"
  ''
  + (
    if doGetKernelCheck && notLoaded == null then
      ''
        ${if loadLibraries == null then "" else "LD_LIBRARY_PATH=${loadLibraries} "}\
        ${loadPython}/bin/python3 ${../python/kernel_builder/builder/load.py} "$out" "${buildConfig.name}" "${loadedAs}" "${if borrowed then "cpu" else buildConfig.backend}" "$report"
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
      borrowed
      borrowedPackages
      frameworkVariable
      frameworkFolder
      notLoaded
      ;
  };
}
