let
  unique = import ../../lib/unique.nix;
in
{
  "each is there once, in order" = {
    actual = unique [ "b" "a" "b" ];
    expected = [ "a" "b" ];
  };
  "none of none" = {
    actual = unique [ ];
    expected = [ ];
  };
}
