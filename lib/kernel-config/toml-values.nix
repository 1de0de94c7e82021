# The values of TOML, followed far enough to name a fault in them.
let
  inherit (builtins)
    elem
    foldl'
    head
    length
    match
    tail
    ;
  isBare = text: match ''[]["'{},=].*'' text == null;
  isDate = text: match "[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}:.*" text != null;
  isScalar =
    text: match "true|false|[+-]?(inf|nan)|[+-]?[0-9][0-9a-fA-FxobeE_.+-]*" text != null && !isDate text;
  hasBadEscape = text: match ''".*'' text != null && match ''"([^\]|\\[btnfr"\uU])*"'' text == null;
  hasNul = text: match ''".*\\u(0000|00000000).*'' text != null;
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
