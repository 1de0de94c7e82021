# Guards for a build.toml that is too large for scan-toml.nix: without them, fromTOML would exhaust its stack or take
# minutes. Everything else is left to fromTOML, which then reports faults in its own words.
#
# largeToml text: as scanToml: { error; lines; }.
let
  inherit (builtins)
    filter
    foldl'
    genList
    head
    isList
    isString
    length
    elemAt
    match
    replaceStrings
    split
    stringLength
    ;
  inherit (import ./toml-values.nix) tooDeep;
  # The Hub's parser allows 80.
  deepest = 64;
  # fromTOML takes quadratic time for the values of a line.
  mostCommas = 8192;
  lineOf = text: message: { line = text; column = 1; inherit message; };
in
text:
let
  lines = filter isString (split "\n" text);
  # [ depth; greatest depth ]
  follow =
    state: part:
    let
      depth = elemAt state 0 + (if match "[[{]" (head part) != null then 1 else -1);
      inDepth = if depth < 0 then 0 else depth;
      greatest = if inDepth > elemAt state 1 then inDepth else elemAt state 1;
    in
    builtins.seq greatest [
      inDepth
      greatest
    ];
  depth = elemAt (foldl' follow [ 0 0 ] (filter isList (split "([][{}])" text))) 1;
  # A dotted key. Names of files in a list have commas between them.
  dotted = length (split "(([.][^].,=[{}\n]{0,64}){33})" text) > 1;
  has = word: replaceStrings [ word ] [ "" ] text != text;
  commasOf = line: stringLength line - stringLength (replaceStrings [ "," ] [ "" ] line);
  crowded = filter (i: commasOf (elemAt lines i) > mostCommas) (genList (i: i) (length lines));
in
{
  error =
    if crowded != [ ] then
      lineOf (head crowded + 1) "the line has more than ${toString mostCommas} commas; break it"
    else if depth > deepest || dotted then
      lineOf 1 tooDeep
    else if has "\\u0000" || has "\\U00000000" then
      lineOf 1 "text must not contain a NUL"
    else
      null;
  lines = { };
}
