let
  unbuildable = name: message: { inherit name message; drvPath = message; outPath = message; };
  outputs = import ../../../../lib/outputs/nothing-buildable.nix {
    inherit unbuildable;
    cannotBuild = config: unbuildable config.name "not ${config.name}: ${config.notBuildable}";
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
      expected = [ "not v-linux: a reason" "not v-linux: a reason" ];
    };
    "the plan lists the variants" = {
      actual = outputs.legacyPackages.plan.variants;
      expected = [ 1 ];
    };
  };
}
