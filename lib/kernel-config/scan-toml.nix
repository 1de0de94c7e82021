# Find what `builtins.fromTOML` would stop at, so that the message can name file, line and column: fromTOML names no
# file, and what it throws cannot be caught. Also says in which line each key stands.
#
# scanToml text: { error = null | { line, column, message }; lines = { "general.name" = 2; … }; }
# Not a parser: it knows the faults that people make (quotes, brackets, `=`, bare words, doubled keys) and lets
# everything else through to fromTOML.
let
  inherit (builtins)
    elem
    elemAt
    filter
    foldl'
    head
    isList
    isString
    length
    match
    replaceStrings
    split
    stringLength
    substring
    tail
    ;

  # Longer lines would exhaust the stack of Nix's regular expressions.
  longestLine = 4096;
  # Deeper ones would exhaust that of fromTOML.
  deepest = 16;
  tooDeep = "values are nested too deeply; none needs more than two levels";

  token = ''("""|${"'''"}|"([^"\]|\\.)*"|'[^']*'|#.*|[][{},=]|[^][{},=#"' 	]+)'';
  last = list: elemAt list (length list - 1);

  # { tokens = [ { text, column } ]; stray = null | column of a quote that nothing closes }
  tokenize =
    line:
    let
      step =
        state: part:
        let
          text = if isList part then head part else part;
          column = state.column;
        in
        {
          column = column + stringLength text;
          tokens = state.tokens ++ (if isList part then [ { inherit text column; } ] else [ ]);
          stray =
            if state.stray == null && isString part && match ''[^"']*["'].*'' part != null then
              column + stringLength (head (match ''([^"']*)["'].*'' part))
            else
              state.stray;
        };
      result = foldl' step {
        column = 1;
        tokens = [ ];
        stray = null;
      } (split token line);
    in
    result // { tokens = filter (t: substring 0 1 t.text != "#") result.tokens; };

  isBare = text: match ''[]["'{},=].*'' text == null;
  isScalar =
    text: match "true|false|[+-]?(inf|nan)|[+-]?[0-9][0-9a-fA-FxobeE_.+-]*" text != null && !isDate text;
  isDate = text: match "[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}:.*" text != null;
  badEscape = text: match ''".*'' text != null && match ''"([^\]|\\[btnfr"\uU])*"'' text == null;
  closes = {
    "]" = "[";
    "}" = "{";
  };

  # The name of a key as `lines` has it: dotted, without quotes.
  keyName = tokens: replaceStrings [ "\"" "'" ] [ "" "" ] (foldl' (a: t: a + t.text) "" tokens);

  # Go through the tokens of a value. `open`: the brackets open so far, innermost first, with their lines.
  scanValue =
    number: tokens: open:
    let
      step =
        state: token:
        let
          text = token.text;
          fail = message: state // { error = { inherit message; line = number; inherit (token) column; }; };
          inTable = state.open != [ ] && (head state.open).text == "{";
        in
        if state.error != null || state.multiline != null then
          state
        else if (text == "[" || text == "{") && length state.open >= deepest then
          fail tooDeep
        else if text == "[" || text == "{" then
          state // { open = [ { inherit text; line = number; } ] ++ state.open; complete = false; }
        else if closes ? ${text} then
          if state.open == [ ] || (head state.open).text != closes.${text} then
            fail "nothing is open that `${text}` closes"
          else
            state // { open = tail state.open; complete = true; }
        else if text == "," || text == "=" then
          if state.open == [ ] then fail "unexpected `${text}`" else state // { complete = false; }
        else if elem text [ "\"\"\"" "'''" ] then
          state // { multiline = text; complete = true; }
        else if state.complete then
          fail "unexpected ${text} after the value"
        else if match ''".*\\u(0000|00000000).*'' text != null then
          fail "no text may hold a NUL"
        else if badEscape text then
          fail ''${text} holds a `\` that means nothing in TOML; write it as `\\`, or the text in single quotes''
        else if isBare text && !inTable && !isScalar text then
          fail (if isDate text then "no key takes a date or time" else ''a text needs quotes: "${text}"'')
        else
          state // { complete = true; };
    in
    foldl' step {
      inherit open;
      error = null;
      multiline = null;
      complete = false;
    } tokens;

  # Split [ key tokens ] "=" [ value tokens ]; value is null where there is no `=`.
  splitAtEquals =
    tokens:
    foldl'
      (
        state: token:
        if state.value == null && token.text == "=" then
          state // { value = [ ]; }
        else if state.value == null then
          state // { key = state.key ++ [ token ]; }
        else
          state // { value = state.value ++ [ token ]; }
      )
      {
        key = [ ];
        value = null;
      }
      tokens;

  step =
    state: line:
    let
      number = state.number + 1;
      next = state // { inherit number; };
      failAt = column: message: next // { error = { line = number; inherit column message; }; };
      scanned = tokenize line;
      tokens = scanned.tokens;
      first = head tokens;

      # Note where a key or table stands, and refuse it the second time.
      define =
        name: column: result:
        if length (split "\\." name) > 2 * deepest then
          failAt column tooDeep
        else if state.lines ? ${name} then
          failAt column "`${name}` is there already, in line ${toString state.lines.${name}}"
        else
          result // { lines = result.lines // { ${name} = number; }; };

      afterValue =
        column: result:
        if
          scanned.stray != null
          && result.multiline == null
          && (result.error == null || scanned.stray < result.error.column)
        then
          failAt scanned.stray "this quote is not closed in its line"
        else if result.error != null then
          next // { inherit (result) error; }
        else if result.multiline != null then
          afterMultiline (next // { open = result.open; }) result.multiline line
        else if result.open == [ ] && !result.complete then
          failAt column "no value after `=`"
        else
          next // { inherit (result) open; };

      isHeader = first.text == "[";
      double = length tokens > 1 && (elemAt tokens 1).text == "[";
      depth = if double then 2 else 1;
      named = filter (t: t.text != "[" && t.text != "]") tokens;
      closing = length (filter (t: t.text == "]") tokens);
      pair = splitAtEquals tokens;
    in
    if state.error != null then
      state
    else if stringLength line > longestLine then
      failAt 1 "the line is longer than ${toString longestLine} characters"
    else if state.multiline != null then
      if match ".*${state.multiline}.*" line != null then next // { multiline = null; } else next
    else if state.open != [ ] then
      afterValue 1 (scanValue number tokens state.open)
    else if tokens == [ ] then
      if scanned.stray != null then failAt scanned.stray "this quote is not closed in its line" else next
    else if isHeader then
      if closing != depth || named == [ ] then
        failAt ((last tokens).column + stringLength (last tokens).text) "a table's header is written [name]"
      else if double then
        # Each [[name]] is an entry of its own, in which the keys start anew.
        next // { table = "${keyName named}[${toString number}]."; }
      else
        define (keyName named) first.column (next // { table = keyName named + "."; })
    else if pair.value == null then
      failAt (first.column + stringLength first.text) "`${first.text}` is no `key = value`"
    else if pair.key == [ ] then
      failAt first.column "no key before `=`"
    else
      let
        at = (last pair.key).column + stringLength (last pair.key).text;
        result = afterValue at (scanValue number pair.value [ ]);
      in
      if result.error != null then
        result
      else
        define (state.table + keyName pair.key) first.column result;

  # A multi-line text that opens in this line may close in it too.
  afterMultiline =
    next: quotes: line:
    if match ".*${quotes}.*${quotes}.*" line != null then next else next // { multiline = quotes; };
in
text:
let
  final = foldl' step {
    number = 0;
    error = null;
    multiline = null;
    open = [ ];
    table = "";
    lines = { };
  } (filter isString (split "\n" (replaceStrings [ "\r\n" ] [ "\n" ] text)));
  unclosed =
    if final.open != [ ] then
      {
        inherit (head final.open) line;
        column = 1;
        message = "the `${(head final.open).text}` of this line is not closed";
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
