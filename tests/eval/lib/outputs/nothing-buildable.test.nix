let
  outputs = import ../../../../lib/outputs/nothing-buildable.nix {
    unbuildable = name: message: { inherit name message; drvPath = message; outPath = message; };
  } {
    name = "relu";
    system = "x86_64-linux";
    configs = [ { name = "v-linux"; short = "v"; notBuildable = "a reason"; } ];
    noVariants = [ ];
    records = [ 1 ];
    builder = { };
  };
  reason = "no variant of relu can be built for x86_64-linux: a reason";
in
{
  nothing-buildable = {
    "packages, apps, shells and checks are empty" = {
      actual = [ outputs.packages outputs.apps outputs.devShells outputs.checks ];
      expected = [ { } { } { } { } ];
    };
    "a bundle fails with the first variant's reason" = {
      actual = [ outputs.legacyPackages.bundle.message outputs.legacyPackages.plan.devShell ];
      expected = [ reason reason ];
    };
    "each variant fails with its own, under both names" = {
      actual = map (name: outputs.legacyPackages.${name}.message) [ "v" "v-linux" ];
      expected = [ "v-linux cannot be built: a reason" "v-linux cannot be built: a reason" ];
    };
    "the plan lists the variants" = {
      actual = outputs.legacyPackages.plan.variants;
      expected = [ 1 ];
    };
  };
}
