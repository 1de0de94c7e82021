let
  inherit (import ../../../../lib/kernel-config/toml-tokens.nix)
    keyName
    last
    splitAtEquals
    tokenize
    ;
  textsOf = tokens: map (token: token.text) tokens;
in
{
  last."it is the value at the end" = {
    actual = last [ 1 2 3 ];
    expected = 3;
  };
  tokenize = {
    "a comment is not a token, and a `#` in quotes is not a comment" = {
      actual = textsOf (tokenize ''a = ["x # y", 'z'] # and so on'').tokens;
      expected = [ "a" "=" "[" ''"x # y"'' "," "'z'" "]" ];
    };
    "white space separates tokens and shifts columns" = {
      actual = map (token: token.column) (tokenize "a\t=  1").tokens;
      expected = [ 1 3 6 ];
    };
    "an open quote has its column" = {
      actual = map (line: (tokenize line).stray) [ ''a = "b'' "a = 1" ];
      expected = [ 5 null ];
    };
  };
  keyName = {
    "quotes are not part of a key's name" = {
      actual = keyName (tokenize ''a."b c".d'').tokens;
      expected = "a.b c.d";
    };
  };
  splitAtEquals = {
    "the first `=` separates key and value" = {
      actual =
        let
          pair = splitAtEquals (tokenize "a = { b = 1 }").tokens;
        in
        [ (textsOf pair.key) (textsOf pair.value) ];
      expected = [ [ "a" ] [ "{" "b" "=" "1" "}" ] ];
    };
    "without a `=` the value is null" = {
      actual = (splitAtEquals (tokenize "a").tokens).value;
      expected = null;
    };
  };
}
