let
  small = import ../../small.nix;
  bundlesWith =
    notBuildable:
    import ../../../../lib/outputs/bundles.nix { inherit (small) pkgs; } {
      inherit (small) kernelConfig path source variants;
      inherit notBuildable;
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
      actual = (bundlesWith [ { short = "v"; } ]).bundle.drvPath == bundles.bundle.drvPath;
      expected = true;
    };
    "a summary is of one variant" = {
      actual = (bundles.summaryOf small.variant).bundle.links;
      expected = bundles.bundle.links;
    };
  };
}
