# The kernel config: build.toml, parsed and checked by evaluation alone, so that nothing is fetched for a kernel that
# cannot be built. `readKernelConfig folder` returns the attributes of build.toml, in the current edition.
let
  inherit (builtins)
    addErrorContext
    any
    concatStringsSep
    filter
    fromJSON
    fromTOML
    isString
    pathExists
    readFile
    split
    stringLength
    substring
    trace
    ;
  inherit (import ./report.nix) fail failFirst;
  inherit (import ./files.nix) fileProblems;
  inherit (import ./migrate.nix) isOlder migrate;
  inherit (import ./rules.nix)
    dependsProblems
    editionProblems
    frameworkProblems
    ignoredNotes
    nameProblems
    newerKeys
    ;
  scanToml = import ./scan-toml.nix;
  largeToml = import ./large-toml.nix;
  checkSchema = import ./schema.nix (
    fromJSON (readFile ../../python/kernel_builder/builder/config/build.schema.json)
  );
  # In bytes. No kernel needs a hundredth of this, and evaluation takes time.
  sizeLimit = 1024 * 1024;
  # The longest line that scan-toml.nix reads: a longer one would exhaust the stack of Nix's regular expressions.
  scannedSize = 64 * 1024;
  scannedLine = 4096;
  byteOrderMark = fromJSON ''"\ufeff"'';
  olderNote = "build.toml names no edition and is read as an older one: `kernel-builder update-build` writes edition 5";
in
folder:
let
  file = folder + "/build.toml";
  content = addErrorContext "while reading ${toString file}, which must be UTF-8" (readFile file);
  text = if substring 0 3 content == byteOrderMark then substring 3 (-1) content else content;
  isLarge =
    stringLength text > scannedSize
    || any (line: stringLength line > scannedLine) (filter isString (split "\n" text));
  scanned = if isLarge then largeToml text else scanToml text;
  parsed = fromTOML text;
  older = isOlder parsed;
  config = if older then migrate parsed else parsed;

  # The first of some lists of problems that is not empty; later lists may rely on earlier ones.
  checks = [
    (if older then newerKeys parsed else editionProblems parsed)
    (checkSchema config)
    (frameworkProblems config)
    (nameProblems config ++ dependsProblems config)
    (fileProblems folder config)
  ];
  problems = builtins.foldl' (found: check: if found != [ ] then found else check) [ ] checks;
  notes = (if older then [ olderNote ] else [ ]) ++ ignoredNotes config;
in
if !pathExists file then
  fail "" "the file is missing" "add it to the kernel's folder (and `git add` it)" 0
else if stringLength content > sizeLimit then
  fail "" "the file has ${toString (stringLength content)} bytes" "the limit is ${toString sizeLimit} bytes" 0
else if scanned.error != null then
  fail ":${toString scanned.error.line}:${toString scanned.error.column}" scanned.error.message
    "correct the line; toml.io has the syntax"
    0
else if problems != [ ] then
  failFirst scanned.lines problems
else if notes != [ ] then
  trace (concatStringsSep "\n" notes) config
else
  config
