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
  # Whether C++ sources may take precompiled headers of Torch.
  precompiledHeaders,
}:
let
  inherit (builtins)
    concatStringsSep
    listToAttrs
    map
    toJSON
    ;
  # Tools run on the machine that builds.
  inherit (pkgs) buildPackages python3;
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

  builderPython = buildPackages.python3.withPackages (_: [ buildPackages.kernelBuilder.library ]);
  frameworkPackage = framework.package toolchain pkgs;
  # Packages that compile a source, without the framework's.
  toolchainPackages = compileWith (toolchain.packages pkgs);
  compilePackages =
    map (name: (toolchain.dependencyPackages pkgs).${name}) (libraryNames kernelConfig backend) ++ toolchainPackages;
  # Packages to compile the kernel with, in a build and in a development shell.
  developWith = [
    buildPackages.cmake
    buildPackages.ninja
    frameworkPackage
  ]
  ++ compilePackages;
  objects =
    if framework.compiled then
      import ../objects { inherit pkgs; } {
        inherit (source) files;
        inherit
          kernelConfig
          buildConfig
          deviceCode
          opsId
          frameworkFolder
          frameworkPackage
          toolchainPackages
          precompiledHeaders
          ;
        packages = compilePackages;
        python = builderPython;
      }
    else
      {
        list = [ ];
        torchFreeTargets = [ ];
        precompiledFolders = [ ];
        notes = [ ];
      };
  # The checks that need no compiled library. The command runs them first, so that a refusal takes no time.
  sourcesCheck = pkgs.stdenvNoCC.mkDerivation {
    name = "${general.name}-sources-${backend}";
    inherit (source) src;
    inherit backend;
    nativeBuildInputs = [ builderPython ];
    buildCommand = ''
      ${if doGetKernelCheck then ''python3 -m kernel_builder.builder.check_sources "$backend" "$src"'' else ""}
      touch $out
    '';
  };

  # Compilers are called through this script: it takes the object out of the store.
  launcher = "${buildPackages.debianRoot}/bin/bash;${../objects/from-store.sh}";

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

  emulationNotes =
    if pkgs.emulator == null || load ? skip then
      [ ]
    else
      [ "loaded under emulation: ${pkgs.emulator.label} runs the Python and the Torch of ${buildConfig.system}" ];

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
    notes = objects.notes ++ emulationNotes;
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
  nativeBuildInputs = [ builderPython ] ++ checkPrograms;
  buildInputs = developWith;
  facts = toJSON facts;
  objects = map (record: record.object) objects.list;
  inherit sourcesCheck;
  passAsFile = [
    "facts"
    "objects"
  ];
  inherit opsId backend;
  torchFolder = if framework.variable == "TORCH_DIR" then frameworkFolder else "";
  cmakeFlags = [
    "-DKERNEL_BACKEND=${backend}"
    "-DOPS_ID=${opsId}"
    "-D${framework.variable}=${frameworkFolder}"
    "-DKERNEL_TORCH_FREE=${concatStringsSep ";" objects.torchFreeTargets}"
  ]
  ++ compileWith (
    map (language: "-DCMAKE_${language}_COMPILER_LAUNCHER=${launcher}") [
      "C"
      "CXX"
      "CUDA"
      "HIP"
    ]
  )
  ++ deviceCode.cmakeFlags;
  loadPython = if load ? skip then null else loadPython;
  loadScript = ../../python/kernel_builder/builder/load.py;
  loadFolders = if load ? skip then "" else concatStringsSep ":" loadFolders;
  preConfigure = ''
    ${if load ? skip then "" else "source ${./load.sh} && beginLoad"}
    python3 -m kernel_builder.builder.project .
    source ${../objects/index.sh}
  '';

  # A Python-only kernel has nothing to compile, but its files are made in this phase too.
  buildPhase = "source ${./build.sh}";

  doInstallCheck = true;
  installCheckPhase = ''
    python3 -m kernel_builder.builder.finish "$factsPath"
    ${if load ? skip then "" else "endLoad"}
  '';
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
    inherit sourcesCheck;
    inherit (objects) precompiledFolders;
    # Name of the source and, where two tables compile it, of the table → the derivation of its object.
    objectsByFile = listToAttrs (map (record: { inherit (record) name; value = record.object; }) objects.list);
    loadedAs = variantName loaded;
    # The name of frameworkFolder in the project files.
    frameworkVariable = framework.variable;
  };
}
