let
  inherit (import ../../../../pkgs/base/package-set.nix) callPackageWith makePackageSet;
  set = makePackageSet [
    (_: _: { a = 1; b = 2; })
    (final: prev: { b = prev.b + 10; c = final.a + final.d; })
    (_: _: { d = 5; })
  ];
in
{
  makePackageSet = {
    "a later overlay sees and replaces what an earlier one made" = {
      actual = set.b;
      expected = 12;
    };
    "an overlay sees what comes after it through final" = {
      actual = set.c;
      expected = 6;
    };
  };
  callPackageWith = {
    "callPackage passes the arguments that a function takes; explicit arguments come first" = {
      actual = callPackageWith { x = 1; y = 2; } ({ x, y, z ? 9 }: [ x y z ]) { y = 3; };
      expected = [ 1 3 9 ];
    };
  };
}
