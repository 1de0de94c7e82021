let
  small = import ../small.nix;
  summary = small.pkgs.callPackage ../../../lib/summary.nix { } {
    bundle = "/bundle";
    extensions = [ small.variant.extension ];
  };
in
{
  summary = {
    "it holds the bundle, and the report of each variant" = {
      actual = [ summary.bundle summary.reports ];
      expected = [
        "/bundle"
        [ "torch213-cxx11-cpu-x86_64-linux=${small.variant.extension.report}" ]
      ];
    };
  };
}
