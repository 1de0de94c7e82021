let
  none = import ../../../../lib/backends/no-device-code.nix;
in
{
  archs."there are none" = {
    actual = none.archs;
    expected = [ ];
  };
  cmakeFlags."there are none" = {
    actual = none.cmakeFlags;
    expected = [ ];
  };
  problem."there is none" = {
    actual = none.problem;
    expected = null;
  };
  warnings."there are none" = {
    actual = none.warnings;
    expected = [ ];
  };
}
