# A check of the names in `pythonCheckInputs = ps: with ps; [ numpy einops ]`. For an unknown name, Nix itself reports
# `undefined variable` and no more. The names are read from the flake's text, since Nix cannot look into a function.
# Anything but a plain list of names is left to Nix.
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
  nearest = import ../nearest.nix;
  words = text: filter (word: isString word && word != "") (split "[[:space:]]+" text);
  space = "[[:space:]]*";
  name = "[A-Za-z_][-A-Za-z0-9_]*";

  # The text from a line on, counted from 1, up to a length that no list should exceed.
  textFrom =
    line: text:
    let
      lines = filter isString (split "\n" text);
      rest = builtins.genList (i: builtins.elemAt lines (line - 1 + i)) (builtins.length lines - line + 1);
    in
    substring 0 4000 (concatStringsSep "\n" rest);
in
rec {
  # The names in a definition's list, or null if the list is not plain. text: starts with `pythonCheckInputs = ps: …`.
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

  # Throw for a name in the argument's list that `packages`, the set of Python packages, does not have; else return
  # true.
  # position: { file; line; } of the argument, or null if unknown.
  checkNames =
    position: argument: packages:
    let
      text = textFrom position.line (readFile position.file);
      start = match "[[:space:]]*(${argument}.*)" text;
      names = if position == null || start == null then null else namesIn (head start);
      unknown = if names == null then [ ] else filter (name: !(packages ? ${name})) names;
      first = head unknown;
      meant = nearest first (attrNames packages);
    in
    if unknown == [ ] then
      true
    else
      throw (
        "flake.nix:${toString position.line}: ${argument}: kernel-builder has no Python package `${first}`\n"
        + (if meant == null then "" else "  did you mean `${meant}`?\n")
        + "  to pin a package of PyPI for this kernel: kernel-builder lock-python ${first}"
      );

  # The function given for an argument, which first checks the names in its list.
  # given: the arguments as the flake passes them, which have positions. argument: a name. value: the function.
  checkInputs =
    given: argument: value: packages:
    builtins.seq (checkNames (builtins.unsafeGetAttrPos argument given) argument packages) (value packages);
}
