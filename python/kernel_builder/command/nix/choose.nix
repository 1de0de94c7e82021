# The parts of a kernel's plan (lib/outputs/plan.nix) that one command needs. Other parts are not evaluated, so they
# cannot fail.
{
  # The name of a variant, with or without its system, or null for all variants.
  variant,
  # Parts with an attribute per variant: "builds", "testShells", "devShells".
  parts,
}:
plan:
let
  isChosen = record: variant == null || variant == record.name || variant == record.short;
  chosen = builtins.filter (record: record.notBuildable == null && isChosen record) plan.variants;
  byName = builtins.listToAttrs (map (record: { inherit (record) name; value = null; }) chosen);
in
{
  inherit (plan) builder variants;
  parts = builtins.listToAttrs (
    map (part: { name = part; value = builtins.intersectAttrs byName plan.${part}; }) parts
  );
}
