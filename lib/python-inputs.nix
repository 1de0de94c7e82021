# Names in `pythonCheckInputs = ps: with ps; [ numpy einops ]`, looked up before Nix does: for one that is not there Nix
# says `undefined variable` and no more. Read out of the flake's text, since a function does not tell; what is not a
# plain list of names is left to Nix.
let
  inherit (builtins)
    attrNames
    concatStringsSep
    filter
    head
    isString
    match
    readFile
    split
    substring
    ;
  nearest = import ./nearest.nix;
  words = text: filter (word: isString word && word != "") (split "[[:space:]]+" text);
  space = "[[:space:]]*";
  name = "[A-Za-z_][-A-Za-z0-9_]*";

  # The text from a line on, counted from 1, as far as a list may reasonably go.
  from =
    line: text:
    let
      lines = filter isString (split "\n" text);
      rest = builtins.genList (i: builtins.elemAt lines (line - 1 + i)) (builtins.length lines - line + 1);
    in
    substring 0 4000 (concatStringsSep "\n" rest);
in
rec {
  # text: begins with the definition, `pythonCheckInputs = ps: …`. The names of its list, or null if it is not plain.
  namesIn =
    text:
    let
      definition = "[A-Za-z]+${space}=${space}(${name})${space}:${space}";
      withSet = match "${definition}with[[:space:]]+(${name})${space};${space}\\[([^]#\"(]*)].*" text;
      dotted = match "${definition}\\[([^]#\"(]*)].*" text;
      listed = words (builtins.elemAt withSet 2);
      undotted = word: match "(${name})\\.(${name})" word;
      members = map undotted (words (builtins.elemAt dotted 1));
    in
    if withSet != null then
      (if builtins.all (word: match name word != null) listed then listed else null)
    else if dotted != null && builtins.all (member: member != null && head member == head dotted) members then
      map (member: builtins.elemAt member 1) members
    else
      null;

  # position: { file; line; } of the argument, null if unknown. argument: its name. packages: the set of Python packages.
  # Returns true; throws for a name that the set does not have.
  checkNames =
    position: argument: packages:
    let
      text = from position.line (readFile position.file);
      start = match "[[:space:]]*(${argument}.*)" text;
      names = if position == null || start == null then null else namesIn (head start);
      unknown = if names == null then [ ] else filter (wanted: !(packages ? ${wanted})) names;
      first = head unknown;
      meant = nearest first (attrNames packages);
    in
    if unknown == [ ] then
      true
    else
      throw (
        "flake.nix:${toString position.line}: ${argument}: kernel-builder has no Python package `${first}`\n"
        + (if meant == null then "" else "  did you mean `${meant}`?\n")
        + "  any package of PyPI can be had: kernel-builder lock-python ${first}"
      );
}
