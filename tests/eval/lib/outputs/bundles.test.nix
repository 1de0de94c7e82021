let
  small = import ../../small.nix;
  bundlesWith =
    notBuildable:
    import ../../../../lib/outputs/bundles.nix { inherit (small) pkgs; } {
      inherit (small) kernelConfig path source variants;
      inherit notBuildable;
      cannotBuild = config: config.notBuildable;
    };
  bundles = bundlesWith [ ];
in
{
  bundles = {
    "the bundle of all variants and the newest of each backend are the same for one variant" = {
      actual = [ (bundles.bundle.drvPath == bundles.ci.drvPath) (builtins.attrNames bundles.backendBundle) ];
      expected = [ true [ "cpu" ] ];
    };
    "a variant that cannot be built does not change the bundle of the others" = {
      actual = (bundlesWith [ { short = "v"; refused = false; } ]).bundle.drvPath == bundles.bundle.drvPath;
      expected = true;
    };
    "the bundle fails if build.toml has nothing to compile for a variant, with the reason" = {
      actual = (bundlesWith [ { short = "v"; refused = true; notBuildable = "a reason"; } ]).bundle;
      expected = "a reason";
    };
    "a summary is of one variant" = {
      actual = (bundles.summaryOf small.variant).bundle.links;
      expected = bundles.bundle.links;
    };
  };
}
