# The values of TOML, followed far enough to name a fault in them.
let
  inherit (builtins)
    elem
    foldl'
    head
    length
    match
    replaceStrings
    stringLength
    substring
    tail
    ;
  isBare = text: match ''[]["'{},=].*'' text == null;
  isDate = text: match "[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}:.*" text != null;
  isScalar =
    text: match "true|false|[+-]?(inf|nan)|[+-]?[0-9][0-9a-fA-FxobeE_.+-]*" text != null && !isDate text;
  hasBadEscape = text: match ''".*'' text != null && match ''"([^\]|\\[btnfr"\uU])*"'' text == null;
  hasNul = text: match ''".*\\u(0000|00000000).*'' text != null;
  # Whether a whole number does not fit into 64 bits: fromTOML would take the largest one instead.
  isTooLarge =
    text:
    let
      word = replaceStrings [ "_" "+" "-" ] [ "" "" "" ] text;
      digits = head (match "0*([0-9]*)" word);
      isNegative = substring 0 1 text == "-";
      largest = if isNegative then "9223372036854775808" else "9223372036854775807";
      # Without the prefix, 64 bits less the sign.
      hex = match "0x0*([0-9a-fA-F]+)" word;
      octal = match "0o0*([0-7]+)" word;
      binary = match "0b0*([01]+)" word;
      longer = number: most: stringLength (head number) > most;
    in
    if match "[0-9]+" word != null then
      stringLength digits > 19 || (stringLength digits == 19 && digits > largest)
    else if hex != null then
      longer hex 16 || (stringLength (head hex) == 16 && match "[0-7].*" (head hex) == null)
    else if octal != null then
      longer octal 21
    else
      binary != null && longer binary 63;
  opens = {
    "]" = "[";
    "}" = "{";
  };
in
rec {
  # How deeply values may be nested: deeper ones would exhaust the stack of fromTOML.
  deepest = 16;
  tooDeep = "values are nested too deeply; none needs more than two levels";

  # Follow a value through the tokens of a line: { error; open; complete; multiline; }.
  # number: the line's. open: brackets that are open, { text; line; }, innermost first.
  # multiline: the quotes of a string that continues on the next line, or null.
  scanValue =
    number: tokens: open:
    let
      step =
        state: token:
        let
          inherit (token) text;
          fail = message: state // { error = { inherit message; line = number; inherit (token) column; }; };
          inTable = state.open != [ ] && (head state.open).text == "{";
        in
        if state.error != null || state.multiline != null then
          state
        else if text == "[" || text == "{" then
          if length state.open >= deepest then
            fail tooDeep
          else
            state // { open = [ { inherit text; line = number; } ] ++ state.open; complete = false; }
        else if opens ? ${text} then
          if state.open == [ ] || (head state.open).text != opens.${text} then
            fail "`${text}` closes nothing"
          else
            state // { open = tail state.open; complete = true; }
        else if text == "," || text == "=" then
          if state.open == [ ] then fail "unexpected `${text}`" else state // { complete = false; }
        else if elem text [ "\"\"\"" "'''" ] then
          state // { multiline = text; complete = true; }
        else if state.complete then
          fail "unexpected ${text} after the value"
        else if hasNul text then
          fail "text must not contain a NUL"
        else if hasBadEscape text then
          fail ''${text} has a `\` without a meaning in TOML; write `\\`, or put the text in single quotes''
        else if isBare text && !inTable && !isScalar text then
          fail (if isDate text then "no key takes a date or time" else ''text needs quotes: "${text}"'')
        else if isScalar text && isTooLarge text then
          fail "the number ${substring 0 60 text} is too large"
        else
          state // { complete = true; };
    in
    foldl' step {
      inherit open;
      error = null;
      multiline = null;
      complete = false;
    } tokens;
}
