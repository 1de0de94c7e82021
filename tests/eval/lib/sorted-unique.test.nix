let
  unique = import ../../../lib/sorted-unique.nix;
in
{
  sorted-unique = {
    "each is there once, in order" = {
      actual = unique [ "b" "a" "b" ];
      expected = [ "a" "b" ];
    };
    "none of none" = {
      actual = unique [ ];
      expected = [ ];
    };
  };
}
