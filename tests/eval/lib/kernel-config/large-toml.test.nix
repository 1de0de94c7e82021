let
  inherit (builtins) concatStringsSep genList;
  large = import ../../../../lib/kernel-config/large-toml.nix;
  errorOf =
    text:
    let
      error = (large text).error;
    in
    if error == null then null else "${toString error.line}:${toString error.column} ${error.message}";
  times = count: text: concatStringsSep "" (genList (_: text) count);
  tooDeep = "1:1 values are nested too deeply; none needs more than two levels";
in
{
  large-toml = {
    "a long text and a long list pass" = {
      actual = map errorOf [ "a = \"${times 10000 "x"}\"" "a = [${times 8000 "'a', "}]" ];
      expected = [ null null ];
    };
    "it knows no lines of keys" = {
      actual = (large "a = 1").lines;
      expected = { };
    };
    "a line with many values is refused, since fromTOML would take minutes" = {
      actual = errorOf "a = 1\nb = [${times 8193 "1,"}]";
      expected = "2:1 the line has more than 8192 commas; break it";
    };
    "deep values and deep keys are refused" = {
      actual = map errorOf [ "a = ${times 65 "["}" "a = ${times 100 "{ a = "}" "${times 40 "a."}a = 1" ];
      expected = [ tooDeep tooDeep tooDeep ];
    };
    "a NUL is refused" = {
      actual = errorOf ''a = "\u0000"'';
      expected = "1:1 text must not contain a NUL";
    };
  };
}
