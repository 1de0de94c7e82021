# The kernel config: build.toml, parsed and checked by evaluation alone, so that nothing is fetched for a kernel that
# cannot be built. `readKernelConfig folder` returns the attributes of build.toml.
let
  inherit (builtins)
    concatStringsSep
    filter
    fromJSON
    fromTOML
    length
    pathExists
    readFile
    stringLength
    toJSON
    ;
  inherit (import ./report.nix) fail failFirst problem;
  inherit (import ./files.nix) fileProblems;
  scanToml = import ./scan-toml.nix;
  checkSchema = import ./schema.nix (
    fromJSON (readFile ../../python/kernel_builder/builder/config/build.schema.json)
  );
  edition = 5;
  # In bytes. No kernel needs a hundredth of this, and evaluation takes time.
  sizeLimit = 64 * 1024;
  frameworkTables = [
    "torch"
    "torch-noarch"
    "tvm-ffi"
  ];
in
folder:
let
  file = folder + "/build.toml";
  text = readFile file;
  scanned = scanToml text;
  parsed = fromTOML text;
  frameworks = filter (name: parsed ? ${name}) frameworkTables;
  listed = concatStringsSep " and " (map (name: "[${name}]") frameworks);
  schemaProblems = checkSchema parsed;
  problems = fileProblems folder parsed;
in
if !pathExists file then
  fail "" "the file is missing" "add it to the kernel's folder (and `git add` it)" 0
else if stringLength text > sizeLimit then
  fail "" "the file has ${toString (stringLength text)} bytes" "the limit is ${toString sizeLimit} bytes" 0
else if scanned.error != null then
  fail ":${toString scanned.error.line}:${toString scanned.error.column}" scanned.error.message
    "correct the line; toml.io has the syntax"
    0
else if (parsed.general.edition or edition) != edition then
  failFirst scanned.lines [
    (problem "general.edition" "edition ${toJSON parsed.general.edition} is not supported"
      "write `edition = ${toString edition}` and follow its format, see docs/build-toml.md"
    )
  ]
else if schemaProblems != [ ] then
  failFirst scanned.lines schemaProblems
else if length frameworks == 0 then
  fail "" "the file has none of [torch], [torch-noarch], [tvm-ffi]" "add the one that binds the kernel" 0
else if length frameworks > 1 then
  fail "" "the file has ${listed}" "keep one of them" 0
else if problems != [ ] then
  failFirst scanned.lines problems
else
  parsed
