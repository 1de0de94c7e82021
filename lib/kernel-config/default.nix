# The kernel config: build.toml, parsed and checked. Everything that is wrong with it is found here, by evaluation
# alone, so that nothing is fetched for a kernel that cannot be built.
let
  inherit (builtins)
    concatLists
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    foldl'
    fromJSON
    fromTOML
    genList
    head
    isString
    length
    attrNames
    match
    pathExists
    readDir
    readFile
    replaceStrings
    sort
    split
    stringLength
    substring
    ;
  scanToml = import ./scan-toml.nix;
  schema = fromJSON (readFile ../../python/kernel_builder/builder/config/build.schema.json);
  checkSchema = import ./schema.nix schema;
  # Bytes: no kernel needs a hundredth of it, and evaluation takes time.
  largest = 64 * 1024;
  frameworks = [
    "torch"
    "torch-noarch"
    "tvm-ffi"
  ];

  # At most five lines: what is wrong and where, the remedy, and how many more there are.
  fail =
    where: message: remedy: more:
    throw (
      concatStringsSep "\n" (
        [
          "build.toml${where}: ${message}"
          "  ${remedy}"
        ]
        ++ (if more > 0 then [ "  ${toString more} more: `kernel-builder check-config` shows them all" ] else [ ])
      )
    );

  # The line that a key stands in, or else the table it belongs to, or else what belongs to it; null if none does.
  lineOf =
    lines: path:
    let
      parents = filter isString (split "\\." (head (split "\\[" (replaceStrings [ "\"" ] [ "" ] path))));
      prefixes = genList (
        i: concatStringsSep "." (genList (elemAt parents) (length parents - i))
      ) (length parents);
      found = filter (prefix: lines ? ${prefix}) prefixes;
      start = "${path}.";
      within = filter (name: substring 0 (stringLength start) name == start) (attrNames lines);
      smallest = foldl' (a: name: if a == null || lines.${name} < a then lines.${name} else a) null within;
    in
    if found != [ ] then lines.${head found} else smallest;

  # The first problem of the file.
  failFirst =
    lines: problems:
    let
      placed = map (p: p // { line = lineOf lines p.path; }) problems;
      # An unknown key is the likelier cause where a similar one is missing.
      rank = p: (if p.message == "unknown key" then 0 else 100000) + (if p.line == null then 0 else p.line);
      first = head (sort (a: b: rank a < rank b) placed);
    in
    fail (if first.line == null then "" else ":${toString first.line}") "${first.path}: ${first.message}" first.remedy (
      length problems - 1
    );

  problem = path: message: remedy: { inherit path message remedy; };

  # Each file that a key lists must be there, inside the kernel's folder.
  checkFiles =
    folder: key: files:
    concatLists (
      genList (
        i:
        let
          file = elemAt files i;
          at = "${key}[${toString i}]";
          parts = filter (part: isString part && part != "" && part != ".") (split "/" file);
          linked = genList (n: concatStringsSep "/" (genList (elemAt parts) (n + 1))) (length parts);
        in
        if match "/.*" file != null || elem ".." parts then
          [ (problem at "\"${file}\" is outside of the kernel's folder" "move the file into it, and name it from there") ]
        else if match "[^\n]+" file == null then
          [ (problem at "a file's name is one line, and not empty" "correct the name") ]
        else if filter (isLink folder) linked != [ ] then
          [ (problem at "\"${file}\" is behind a symbolic link" "put the file itself there") ]
        else if !pathExists (folder + "/${file}") then
          [ (problem at "\"${file}\" does not exist" "add the file (and `git add` it), or correct its name") ]
        else
          [ ]
      ) (length files)
    );

  isLink =
    folder: file:
    let
      parts = match "(.*/)?([^/]+)" file;
      parent = if head parts == null then folder else folder + "/${head parts}";
    in
    pathExists parent && ((readDir parent).${elemAt parts 1} or "") == "symlink";

  listedFiles =
    config:
    concatMap (
      name:
      concatMap (key: [ { path = "${name}.${key}"; files = config.${name}.${key} or [ ]; } ]) [
        "src"
        "include"
      ]
    ) (filter (name: config ? ${name}) frameworks)
    ++ concatMap (
      name:
      concatMap
        (key: [ { path = "kernel.${name}.${key}"; files = config.kernel.${name}.${key} or [ ]; } ])
        [
          "src"
          "include"
        ]
    ) (attrNames (config.kernel or { }));

  checkModule =
    folder: config:
    let
      module = replaceStrings [ "-" ] [ "_" ] config.general.name;
      file = "torch-ext/${module}/__init__.py";
      inner = "torch-ext/${module}/${module}";
    in
    if !(pathExists (folder + "/${file}")) then
      [ (problem "general.name" "the Python module \"${file}\" does not exist" "add it (and `git add` it)") ]
    else if pathExists (folder + "/${inner}") then
      [ (problem "general.name" "\"${inner}\" is where older loaders look for the module itself" "rename it") ]
    else
      [ ];
in
# readKernelConfig folder: the attributes of build.toml.
folder:
let
  file = folder + "/build.toml";
  text = readFile file;
  scanned = scanToml text;
  parsed = fromTOML text;
  found = filter (name: parsed ? ${name}) frameworks;
  schemaProblems = checkSchema parsed;
  fileProblems =
    concatMap (listed: checkFiles folder listed.path listed.files) (listedFiles parsed)
    ++ checkModule folder parsed;
in
if !pathExists file then
  fail "" "it is not there" "add it to the kernel's folder (and `git add` it)" 0
else if stringLength text > largest then
  fail "" "it has ${toString (stringLength text)} bytes" "the most are ${toString largest}" 0
else if scanned.error != null then
  fail ":${toString scanned.error.line}:${toString scanned.error.column}" scanned.error.message
    "correct the line; toml.io has the syntax"
    0
else if parsed ? general.edition && parsed.general.edition != 5 then
  failFirst scanned.lines [
    (problem "general.edition" "edition ${builtins.toJSON parsed.general.edition} is not supported"
      "write `edition = 5` and follow its format, see docs/build-toml.md"
    )
  ]
else if schemaProblems != [ ] then
  failFirst scanned.lines schemaProblems
else if length found != 1 then
  fail "" "${
    if found == [ ] then "none" else concatStringsSep " and " (map (name: "[${name}]") found)
  } of [torch], [torch-noarch], [tvm-ffi] is there" "keep exactly one of them" 0
else if fileProblems != [ ] then
  failFirst scanned.lines fileProblems
else
  parsed
