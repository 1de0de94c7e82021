# The objects of a variant: a derivation for each source that is compiled. An object depends on its source, the files
# that the source may include, its table's flags, the toolchain and, if the source uses it, on the framework; on nothing
# else, so an edit compiles what it may change.
{
  # The build set's package set.
  pkgs,
}:
{
  kernelConfig,
  # The kernel's files, from kernel-files.nix.
  files,
  # The build config, and the attributes of no-device-code.nix for it.
  buildConfig,
  deviceCode,
  # The namespace of the ops.
  opsId,
  # The folder of the framework, and the packages that compile: the framework's, the toolchain's, and all but the
  # framework's.
  frameworkFolder,
  frameworkPackage,
  toolchainPackages,
  packages,
  # Whether C++ sources may take precompiled headers.
  precompiledHeaders,
  # A Python with kernel_builder.
  python,
}:
let
  inherit (builtins)
    any
    concatMap
    attrValues
    concatStringsSep
    elem
    filter
    map
    match
    replaceStrings
    ;
  sortedUnique = import ../sorted-unique.nix;
  inherit (import ../../pkgs/torch/wheels.nix) cxxStandardOf;
  inherit (buildConfig) backend framework;
  makeCommands = import ./commands.nix { inherit pkgs; };
  tables = import ./tables.nix { inherit kernelConfig buildConfig deviceCode; };

  # The folder with the Python module: see extension_folder.py.
  module = replaceStrings [ "-" ] [ "_" ] kernelConfig.general.name;
  extensionFolder =
    if framework.table == "tvm-ffi" && files.has "tvm-ffi-ext/${module}/__init__.py" then
      "tvm-ffi-ext"
    else
      "torch-ext";
  # The folders whose headers hipify translates: see header_folders in builder/project/values.py.
  headerFolders =
    let
      configs = [ kernelConfig.${framework.table} ] ++ attrValues (kernelConfig.kernel or { });
      folders = concatMap (config: map dirOf (config.src or [ ]) ++ (config.include or [ ])) configs;
    in
    if backend == "rocm" then sortedUnique ([ extensionFolder ] ++ filter (folder: folder != ".") folders) else [ ];

  # The words of all flags of a table.
  wordsOf = table: concatMap (key: table.table.${key} or [ ]) [ "cxx-flags" "cuda-flags" "hip-flags" ];

  # hipify translates all sources but those in HIP.
  isHip = source: match ".*[.]hip" source != null;
  translatedIn = table: if backend == "rocm" then filter (source: !(isHip source)) table.sources else [ ];
  # A source in HIP may include headers that hipify made for the other sources of its table.
  othersOf = table: source: if isHip source && translatedIn table != [ ] then remove source table.sources else [ ];
  remove = element: filter (other: other != element);

  buildOf =
    table: source:
    files.buildOf {
      inherit source;
      words = wordsOf table;
      others = othersOf table source;
    };

  # Whether the sources of a table get no folder of Torch: they do not ask for Torch, and they include nothing of it.
  isTorchFree =
    table:
    table.target != null
    && framework.table == "torch"
    # hipify is a part of Torch.
    && translatedIn table == [ ]
    && !(elem "torch" table.table.depends)
    && !(any (source: (buildOf table source).usesTorch) table.sources);

  # Whether GCC compiles a source as C++.
  isCxx = source: match ".*[.](cc|cpp|cxx|c[+][+]|C|CPP)" source != null;
  # The record of a source for precompiled.nix.
  headerOf = table: source: {
    inherit (buildOf table source) firstInclude;
    flags = table.table.cxx-flags or [ ];
  };
  precompiled = import ./precompiled.nix { inherit pkgs; } {
    inherit
      buildConfig
      toolchainPackages
      frameworkPackage
      frameworkFolder
      python
      ;
    stableAbi = kernelConfig.${framework.table}.stable-abi or null;
    sources =
      if precompiledHeaders && buildConfig.toolchain.compiledByGcc && framework.table == "torch" then
        concatMap (table: map (headerOf table) (filter isCxx table.sources)) tables
      else
        [ ];
  };

  tablesBySource = builtins.groupBy (source: source) (concatMap (table: table.sources) tables);
  isInSeveral = source: builtins.length tablesBySource.${source} > 1;

  objectsOf =
    table:
    let
      torchFree = isTorchFree table;
      idInFlags = any (word: replaceStrings [ "EXTENSION_NAME" ] [ "" ] word != word) (wordsOf table);
      commands = makeCommands {
        inherit
          kernelConfig
          backend
          framework
          deviceCode
          table
          torchFree
          packages
          frameworkFolder
          extensionFolder
          ;
        inherit python;
        cxxStandard = if torchFree || framework.table != "torch" then null else cxxStandardOf buildConfig.torch;
        instantiates = any (source: (buildOf table source).instantiates) table.sources;
      };
      makeObject = import ./object.nix { inherit pkgs; } {
        inherit
          commands
          backend
          headerFolders
          extensionFolder
          ;
        kernel = kernelConfig.general.name;
        inherit python;
        packages = packages ++ (if torchFree then [ ] else [ frameworkPackage ]);
        frameworkFolder = if torchFree then null else frameworkFolder;
      };
      objectOf =
        source:
        let
          build = buildOf table source;
        in
        {
          name = if isInSeveral source then "${source} (${toString table.target})" else source;
          inherit torchFree;
          isDeviceCodeWithTorch = build.usesTorch && match ".*[.](cu|hip)" source != null;
          object = makeObject {
            inherit source;
            file = files.pathOf source;
            headers = build.tree;
            hipify =
              if isHip source then
                othersOf table source
              else if backend == "rocm" then
                [ source ]
              else
                [ ];
            precompiled = if isCxx source then precompiled.folderOf (headerOf table source) else null;
            # Another ops' id changes nothing in an object that cannot mention it.
            opsId = if build.mentionsId || idInFlags then opsId else null;
          };
        };
    in
    map objectOf table.sources;
  list = concatMap objectsOf tables;
  named = records: concatStringsSep ", " (map (record: record.name) records);
  torchFree = filter (record: record.torchFree) list;
  slow = filter (record: record.isDeviceCodeWithTorch) list;
in
{
  # Records { name; object; … }: the source's path in the kernel's folder, with the target if several compile it, and
  # the derivation.
  inherit list;

  # Lines about the objects for the report.
  notes =
    (if torchFree == [ ] then [ ] else [ "compiled once for all Torches: ${named torchFree}" ])
    ++ (
      if slow == [ ] then
        [ ]
      else
        # Measured with nvcc 13.0 and examples/relu: 30 s for ten architectures, and 3 s without Torch's headers.
        [
          (
            "device code that includes Torch's headers costs about 3 s per file and GPU architecture: ${named slow}; "
            + "docs/cpp.md shows how to keep them apart"
          )
        ]
    );

  # The folders with precompiled headers.
  precompiledFolders = precompiled.folders;

  # The targets of CMake that get no folder of Torch.
  torchFreeTargets = sortedUnique (map (table: table.target) (filter isTorchFree tables));
}
