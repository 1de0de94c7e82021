# Rules about build.toml that concern several keys, which the schema cannot express: the same as in
# python/kernel_builder/builder/config/rules.py and validation.py.
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    fromJSON
    genList
    isAttrs
    isInt
    length
    readFile
    replaceStrings
    toJSON
    ;
  inherit (import ./report.nix) problem;
  reserved = fromJSON (readFile ../../python/kernel_builder/builder/config/reserved_modules.json);
  edition = 5;
  frameworkTables = [
    "torch"
    "torch-noarch"
    "tvm-ffi"
  ];
  # The tables with `kernel-depends`.
  dependingTables = [
    "cuda"
    "neuron"
    "xpu"
  ];
in
{
  # A named edition is the current one: files of older editions name none.
  editionProblems =
    document:
    let
      general = document.general or null;
      named = if isAttrs general then general.edition or edition else edition;
    in
    if isInt named && named == edition then
      [ ]
    else
      [
        (problem "general.edition" "edition ${toJSON named} is not supported"
          "run `kernel-builder update-build`, or write `edition = ${toString edition}`"
        )
      ];

  # Keys of edition 5 in a file that names no edition.
  newerKeys =
    document:
    let
      general = document.general or { };
      has = table: isAttrs table && table ? kernel-depends;
      inner = filter (name: has (general.${name} or null)) dependingTables;
      paths =
        (if general ? kernel-depends then [ "general.kernel-depends" ] else [ ])
        ++ map (name: "general.${name}.kernel-depends") inner
        ++ (if general ? tpu then [ "general.tpu" ] else [ ]);
    in
    map (
      path:
      problem path "this key needs edition ${toString edition}, and the file names none"
        "run `kernel-builder update-build`, which names the edition"
    ) paths;

  # build.toml has exactly one table that names the framework.
  frameworkProblems =
    config:
    let
      named = filter (name: config ? ${name}) frameworkTables;
      listed = concatStringsSep " and " (map (name: "[${name}]") named);
    in
    if length named == 1 then
      [ ]
    else if named == [ ] then
      [ (problem "" "the file has none of [torch], [torch-noarch], [tvm-ffi]" "add the one that binds the kernel") ]
    else
      [ (problem "" "the file has ${listed}" "keep one of them") ];

  # The Python module of a kernel may not hide another module.
  nameProblems =
    config:
    let
      inherit (config.general) name;
      module = replaceStrings [ "-" ] [ "_" ] name;
    in
    if reserved ? ${module} then
      [
        (problem "general.name" "the Python module \"${module}\" would hide ${reserved.${module}}"
          "rename the kernel, for example to `${name}-kernel`"
        )
      ]
    else
      [ ];

  # Another kernel is named by its version or by its revision.
  dependsProblems =
    config:
    let
      checkOne =
        path: depends:
        if (depends ? version) != (depends ? revision) then
          [ ]
        else
          [
            (problem path
              (
                if depends ? version then
                  "`version` and `revision` exclude each other"
                else
                  "`version` or `revision` is missing"
              )
              "write { repo-id = \"owner/name\", version = 1 }, or `revision` instead of `version`"
            )
          ];
      checkTable =
        path: table:
        let
          listed = table.kernel-depends or [ ];
        in
        concatLists (genList (i: checkOne "${path}.kernel-depends[${toString i}]" (elemAt listed i)) (length listed));
      present = filter (name: elem name (attrNames config.general)) dependingTables;
    in
    checkTable "general" config.general
    ++ concatMap (name: checkTable "general.${name}" config.general.${name}) present;

  # Lines about kernels for a backend that general.backends does not list.
  ignoredNotes =
    config:
    let
      kernels = config.kernel or { };
      ignored = filter (name: !(elem kernels.${name}.backend config.general.backends)) (attrNames kernels);
    in
    map (
      name:
      "build.toml: kernel.${name} is ignored: general.backends does not list \"${kernels.${name}.backend}\""
    ) ignored;
}
