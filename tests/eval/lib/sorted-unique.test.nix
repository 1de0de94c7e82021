let
  unique = import ../../../lib/sorted-unique.nix;
in
{
  sorted-unique = {
    "each text occurs once, in order" = {
      actual = unique [ "b" "a" "b" ];
      expected = [ "a" "b" ];
    };
    "an empty list stays empty" = {
      actual = unique [ ];
      expected = [ ];
    };
  };
}
