# The tokens of a line of TOML.
let
  inherit (builtins)
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
    ;
  # Three quotes, a string, a comment, a bracket or sign, or a bare word.
  token = ''("""|${"'''"}|"([^"\]|\\.)*"|'[^']*'|#.*|[][{},=]|[^][{},=#"' ''\t]+)'';
in
{
  # The last value of a list.
  last = list: elemAt list (length list - 1);

  # The text of a dotted key, without quotes.
  keyName = tokens: replaceStrings [ "\"" "'" ] [ "" "" ] (foldl' (text: t: text + t.text) "" tokens);

  # { tokens = [ { text; column; } ]; stray = null, or the column of a quote that nothing closes; }
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

  # The tokens before and after the first `=`: { key; value; }. Without a `=`, `value` is null.
  splitAtEquals =
    tokens:
    foldl'
      (
        state: t:
        if state.value == null && t.text == "=" then
          state // { value = [ ]; }
        else if state.value == null then
          state // { key = state.key ++ [ t ]; }
        else
          state // { value = state.value ++ [ t ]; }
      )
      {
        key = [ ];
        value = null;
      }
      tokens;
}
