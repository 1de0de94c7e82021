# The parts of a kernel's plan (lib/outputs/plan.nix) that one command needs. Other parts are not evaluated, so they
# cannot fail.
{
  # Names of variants, with or without their system, or null for the variants of the bundle.
  names,
  # Parts with an attribute per variant: "builds", "testShells", "devShells".
  parts,
}:
plan:
let
  # A plan of an older kernel-builder has no `bundle`: its bundle has every variant.
  isChosen =
    record:
    if names == null then
      record.bundle or true
    else
      builtins.elem record.name names || builtins.elem record.short names;
  chosen = builtins.filter (record: record.notBuildable == null && isChosen record) plan.variants;
  byName = builtins.listToAttrs (map (record: { inherit (record) name; value = null; }) chosen);
in
{
  inherit (plan) builder variants;
  parts = builtins.listToAttrs (
    map (part: { name = part; value = builtins.intersectAttrs byName plan.${part}; }) parts
  );
}
