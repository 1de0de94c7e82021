let
  small = import ../../small.nix;
  bundlesOf =
    variants: notBuildable:
    import ../../../../lib/outputs/bundles.nix { inherit (small) pkgs; } {
      inherit (small) kernelConfig path source;
      inherit variants notBuildable;
      cannotBuild = config: config.notBuildable;
    };
  refused = { short = "v"; bundle = true; refused = true; notBuildable = "a reason"; };
  bundlesWith = bundlesOf small.variants;
  bundles = bundlesWith [ ];
in
{
  bundles = {
    "the bundle of all variants and the newest of each backend are the same for one variant" = {
      actual = [ (bundles.bundle.drvPath == bundles.ci.drvPath) (builtins.attrNames bundles.backendBundle) ];
      expected = [ true [ "cpu" ] ];
    };
    "a variant that cannot be built does not change the bundle of the others" = {
      actual = (bundlesWith [ (refused // { refused = false; }) ]).bundle.drvPath == bundles.bundle.drvPath;
      expected = true;
    };
    "the bundle fails if build.toml has nothing to compile for a variant, with the reason" = {
      actual = (bundlesWith [ refused ]).bundle;
      expected = "a reason";
    };
    "what is not in the bundle by default neither changes it nor lets it fail" = {
      actual =
        let
          others = bundlesOf (small.variants ++ [ (small.variant // { bundle = false; }) ]) [
            (refused // { bundle = false; })
          ];
        in
        [ others.bundle.links others.backendBundle.cpu.links others.ci.links ];
      expected = map (bundle: bundle.links) [ bundles.bundle bundles.bundle bundles.bundle ];
    };
    "a summary is of one variant" = {
      actual = (bundles.summaryOf small.variant).bundle.links;
      expected = bundles.bundle.links;
    };
  };
}
