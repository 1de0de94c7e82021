let
  inherit (import ../../../../lib/outputs/by-name.nix) byBothNames byName;
  variants = [ { name = "a-linux"; short = "a"; } ];
in
{
  byName."a variant has its full name" = {
    actual = byName (variant: variant.short) variants;
    expected.a-linux = "a";
  };
  byBothNames."a variant has both of its names" = {
    actual = byBothNames (variant: variant.short) variants;
    expected = { a = "a"; a-linux = "a"; };
  };
}
