# Find the faults at which `builtins.fromTOML` would stop, to report them with line and column: fromTOML names no
# file, and its errors cannot be caught. This is no parser. It knows the faults that people make (quotes, brackets,
# `=`, bare words, repeated keys) and leaves everything else to fromTOML. Lines have at most 4096 characters: longer
# ones would exhaust the stack of Nix's regular expressions.
#
# scanToml text: { error = null, or { line; column; message; }; lines = { "general.name" = 2; … }; }
let
  inherit (builtins)
    elemAt
    filter
    foldl'
    head
    isString
    length
    match
    replaceStrings
    split
    stringLength
    ;
  inherit (import ./toml-tokens.nix) keyName last splitAtEquals tokenize;
  inherit (import ./toml-values.nix) deepest scanValue tooDeep;

  unclosedQuote = "this quote is not closed on its line";

  # A multi-line string that opens on this line may close on it too.
  afterOpening =
    next: quotes: line:
    if match ".*${quotes}.*${quotes}.*" line != null then next else next // { multiline = quotes; };

  step =
    state: line:
    let
      number = state.number + 1;
      next = state // { inherit number; };
      failAt = column: message: next // { error = { line = number; inherit column message; }; };
      scanned = tokenize line;
      inherit (scanned) tokens;
      first = head tokens;
      endOf = token: token.column + stringLength token.text;

      # Record the line of a key or table. A second definition is a fault.
      define =
        name: column: result:
        if length (split "\\." name) > 2 * deepest then
          failAt column tooDeep
        else if state.lines ? ${name} then
          failAt column "`${name}` is already defined, in line ${toString state.lines.${name}}"
        else
          result // { lines = result.lines // { ${name} = number; }; };

      # The state after a value. column: where to report that there is none.
      afterValue =
        column: value:
        if
          scanned.stray != null
          && value.multiline == null
          && (value.error == null || scanned.stray < value.error.column)
        then
          failAt scanned.stray unclosedQuote
        else if value.error != null then
          next // { inherit (value) error; }
        else if value.multiline != null then
          afterOpening (next // { inherit (value) open; }) value.multiline line
        else if value.open == [ ] && !value.complete then
          failAt column "no value after `=`"
        else
          next // { inherit (value) open; };

      afterHeader =
        let
          double = length tokens > 1 && (elemAt tokens 1).text == "[";
          depth = if double then 2 else 1;
          name = filter (t: t.text != "[" && t.text != "]") tokens;
          closing = length (filter (t: t.text == "]") tokens);
        in
        if closing != depth || name == [ ] then
          failAt (endOf (last tokens)) "a table's header is written [name]"
        else if double then
          # Each [[name]] is an entry of its own, whose keys are new.
          next // { table = "${keyName name}[${toString number}]."; }
        else
          define (keyName name) first.column (next // { table = keyName name + "."; });

      afterPair =
        let
          pair = splitAtEquals tokens;
          result = afterValue (endOf (last pair.key)) (scanValue number pair.value [ ]);
        in
        if pair.value == null then
          failAt (endOf first) "`${first.text}` is not of the form `key = value`"
        else if pair.key == [ ] then
          failAt first.column "no key before `=`"
        else if result.error != null then
          result
        else
          define (state.table + keyName pair.key) first.column result;
    in
    if state.error != null then
      state
    else if state.multiline != null then
      if match ".*${state.multiline}.*" line != null then next // { multiline = null; } else next
    else if state.open != [ ] then
      afterValue 1 (scanValue number tokens state.open)
    else if tokens == [ ] then
      if scanned.stray != null then failAt scanned.stray unclosedQuote else next
    else if first.text == "[" then
      afterHeader
    else
      afterPair;
in
text:
let
  lines = filter isString (split "\n" (replaceStrings [ "\r\n" ] [ "\n" ] text));
  final = foldl' step {
    number = 0;
    error = null;
    multiline = null;
    open = [ ];
    table = "";
    lines = { };
  } lines;
  unclosed =
    if final.open != [ ] then
      {
        inherit (head final.open) line;
        column = 1;
        message = "the `${(head final.open).text}` on this line is not closed";
      }
    else if final.multiline != null then
      {
        line = final.number;
        column = 1;
        message = "a text in ${final.multiline} is not closed";
      }
    else
      null;
in
{
  error = if final.error != null then final.error else unclosed;
  inherit (final) lines;
}
