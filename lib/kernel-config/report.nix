# Errors about build.toml: at most five lines, with the line of the file, the remedy, and the number of further
# problems.
let
  inherit (builtins)
    attrNames
    concatStringsSep
    elemAt
    filter
    foldl'
    genList
    head
    isString
    length
    replaceStrings
    sort
    split
    stringLength
    substring
    ;

  # The line of a key, else of the nearest table around it, else of the first key within it; null if there is none.
  lineOf =
    lines: path:
    let
      # `general."a.b"[0]` → [ "general" "a" "b" ].
      steps = filter isString (split "\\." (head (split "\\[" (replaceStrings [ "\"" ] [ "" ] path))));
      prefixes = genList (i: concatStringsSep "." (genList (elemAt steps) (length steps - i))) (length steps);
      defined = filter (prefix: lines ? ${prefix}) prefixes;
      start = "${path}.";
      within = filter (name: substring 0 (stringLength start) name == start) (attrNames lines);
      smallest = foldl' (
        least: name: if least == null || lines.${name} < least then lines.${name} else least
      ) null within;
    in
    if defined != [ ] then lines.${head defined} else smallest;
in
rec {
  inherit lineOf;

  # Throw. where: `:3` or `:3:7` after the file's name, or empty. more: the number of further problems.
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

  # A problem with a key, named by its dotted path.
  problem = path: message: remedy: { inherit path message remedy; };

  # Throw for the first of some problems. lines: key → line, from scan-toml.nix.
  failFirst =
    lines: problems:
    let
      placed = map (p: p // { line = lineOf lines p.path; }) problems;
      # An unknown key comes first: it is often the misspelt form of a key that is then missing.
      rank = p: (if p.message == "unknown key" then 0 else 100000) + (if p.line == null then 0 else p.line);
      first = head (sort (a: b: rank a < rank b) placed);
      where = if first.line == null then "" else ":${toString first.line}";
    in
    fail where (if first.path == "" then first.message else "${first.path}: ${first.message}") first.remedy (
      length problems - 1
    );
}
