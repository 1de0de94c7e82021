let
  inherit (import ../../../../lib/kernel-config/toml-values.nix) deepest scanValue tooDeep;
  inherit (import ../../../../lib/kernel-config/toml-tokens.nix) tokenize;
  scan = text: scanValue 1 (tokenize text).tokens [ ];
  messageOf = text: if (scan text).error == null then null else (scan text).error.message;
  repeat = count: text: builtins.concatStringsSep "" (builtins.genList (_: text) count);
in
{
  scanValue = {
    "a value on one line is complete" = {
      actual = map (text: (scan text).complete) [ "1" "\"a\"" "[ 1, [ 2 ] ]" "{ a = true }" "" ];
      expected = [ true true true true false ];
    };
    "a bracket that stays open is remembered with its line" = {
      actual = (scan "[ 1,").open;
      expected = [ { text = "["; line = 1; } ];
    };
    "a multi-line string continues" = {
      actual = (scan "\"\"\"").multiline;
      expected = "\"\"\"";
    };
    "a number of more than 64 bits is refused, which fromTOML would change" = {
      actual = map messageOf [
        "9223372036854775807"
        "9223372036854775808"
        "-9223372036854775808"
        "0x7FFF_FFFF_FFFF_FFFF"
        "0x8000000000000000"
        "0o1000000000000000000000"
        "99999999999999999999.5"
      ];
      expected = [
        null
        "the number 9223372036854775808 is too large"
        null
        null
        "the number 0x8000000000000000 is too large"
        "the number 0o1000000000000000000000 is too large"
        null
      ];
    };
    "bare words are refused outside of tables" = {
      actual = map messageOf [ "cpu" "[ cpu ]" "{ cpu = 1 }" ];
      expected = [ "text needs quotes: \"cpu\"" "text needs quotes: \"cpu\"" null ];
    };
  };
  deepest = {
    "values may be nested this deeply, and no deeper" = {
      actual = map (count: messageOf (repeat count "[")) [ deepest (deepest + 1) ];
      expected = [ null tooDeep ];
    };
  };
  tooDeep."it names the depth that is enough" = {
    actual = tooDeep;
    expected = "values are nested too deeply; none needs more than two levels";
  };
}
