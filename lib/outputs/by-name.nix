# Attribute sets by the names of variants.
let
  inherit (builtins) listToAttrs;
in
rec {
  # By full name: byName (variant: value) variants.
  byName = value: variants: listToAttrs (map (v: { inherit (v) name; value = value v; }) variants);

  # By full name and by short name.
  byBothNames =
    value: variants: byName value variants // listToAttrs (map (v: { name = v.short; value = value v; }) variants);
}
