# The extension: the derivation of one variant of one kernel. Its output `out` is the variant's folder. Its output
# `report` holds the results of the checks, as JSON.
{
  # The build set's package set.
  pkgs,
}:
{
  # The kernel config: build.toml.
  kernelConfig,
  # The kernel's source, from source.nix: { src; revision; uniqueId; }.
  source,
  # The build config: see build-configs.nix.
  buildConfig,
  # Revision of kernel-builder itself, `<commit>` or `<commit>-dirty`, empty if unknown.
  builderRevision,
  # Whether to load the result with `kernels` in the sandbox.
  doGetKernelCheck,
}:
let
  inherit (builtins) concatStringsSep map toJSON;
  inherit (pkgs) python3;
  inherit (import ../kernel-depends.nix) libraryNames;
  inherit (import ../frameworks.nix) variantName;
  inherit (import ./facts.nix) loadOf parseRevision;
  inherit (kernelConfig) general;
  inherit (buildConfig) backend framework toolchain;

  module = builtins.replaceStrings [ "-" ] [ "_" ] general.name;
  opsId = "_${module}_${backend}_${source.uniqueId}";
  deviceCode = toolchain.deviceCode buildConfig kernelConfig;
  frameworkFolder = framework.folder toolchain pkgs;
  compileWith = list: if framework.compiled then list else [ ];
  checkPrograms = compileWith (toolchain.checkPrograms pkgs);

  # Packages to compile the kernel with, in a build and in a development shell.
  developWith = [
    pkgs.cmake
    pkgs.ninja
    (framework.package toolchain pkgs)
  ]
  ++ map (name: (toolchain.dependencyPackages pkgs).${name}) (libraryNames kernelConfig backend)
  ++ compileWith (toolchain.packages pkgs);

  # The Python that loads the result.
  loadPython = python3.withPackages (
    ps:
    [
      pkgs.torch
      ps.kernels
    ]
    ++ toolchain.loadPackages ps
    ++ import ../python/depends.nix kernelConfig backend ps
  );
  loadLibraries = toolchain.loadLibraries pkgs buildConfig;
  loadFolders =
    (if loadLibraries == null then [ ] else [ loadLibraries ]) ++ compileWith (toolchain.stubFolders pkgs);
  # The build config as the Torch of this package set sees it: `kernels` looks for the variant under its name.
  loaded = buildConfig // toolchain.loadedWith pkgs;
  load = loadOf {
    inherit doGetKernelCheck loaded;
    config = buildConfig;
    ownDepends = (general.${backend} or { }).python-depends or [ ];
  };

  # A check of the symbols that a library uses needs the libraries that define them.
  symbolsCheck =
    if framework.compiled then
      {
        symbols.folders = [
          "${frameworkFolder}/lib"
          "${pkgs.debianRoot}/usr/lib/${pkgs.multiarch}"
        ]
        ++ toolchain.libraryFolders pkgs;
      }
    else
      { };
  facts = {
    variant = buildConfig.name;
    folder = builtins.placeholder "out";
    report = builtins.placeholder "report";
    inherit backend load;
    framework = framework.table;
    id = opsId;
    inherit (deviceCode) archs;
    deviceCompiler = toolchain.deviceCompiler pkgs;
    inherit (deviceCode) warnings;
    checkImports = doGetKernelCheck;
    revisions = {
      kernel-builder = parseRevision builderRevision;
      kernel = parseRevision source.revision;
    };
    checks = symbolsCheck // toolchain.checks pkgs deviceCode;
  };
in
pkgs.stdenv.mkDerivation {
  name = "${general.name}-${buildConfig.name}";
  inherit (source) src;
  outputs = [
    "out"
    "report"
  ];
  nativeBuildInputs = [ (python3.withPackages (_: [ pkgs.kernelBuilder.library ])) ] ++ checkPrograms;
  buildInputs = developWith;
  facts = toJSON facts;
  passAsFile = [ "facts" ];
  cmakeFlags = [
    "-DKERNEL_BACKEND=${backend}"
    "-DOPS_ID=${opsId}"
    "-D${framework.variable}=${frameworkFolder}"
  ]
  ++ deviceCode.cmakeFlags;
  preConfigure = ''
    ${if doGetKernelCheck then ''python3 -m kernel_builder.builder.check_sources "$factsPath"'' else ""}
    python3 -m kernel_builder.builder.project .
    ${toolchain.configureHook}
  '';

  # A Python-only kernel has nothing to compile, but its files are made in this phase too.
  buildPhase = "source ${./build.sh}";

  doInstallCheck = true;
  installCheckPhase = ''
    python3 -m kernel_builder.builder.finish "$factsPath"
  ''
  + (
    if load ? skip then
      ""
    else
      ''
        ${if loadFolders == [ ] then "" else "LD_LIBRARY_PATH=${concatStringsSep ":" loadFolders} "}\
        ${loadPython}/bin/python3 ${../../python/kernel_builder/builder/load.py} "$factsPath"
      ''
  );
  passthru = {
    inherit
      buildConfig
      developWith
      checkPrograms
      module
      facts
      loadLibraries
      frameworkFolder
      ;
    loadedAs = variantName loaded;
    # The name of frameworkFolder in the project files.
    frameworkVariable = framework.variable;
  };
}
