let
  small = import ../small.nix;
  bundle = small.pkgs.callPackage ../../../lib/bundle.nix { } {
    inherit (small.kernelConfig.general) name;
    inherit (small) path;
    inherit (small.source) src;
    extensions = [ small.variant.extension ];
  };
in
{
  bundle = {
    "each variant is a link under its name" = {
      actual = bundle.links;
      expected = [ "torch213-cxx11-cpu-x86_64-linux=${small.variant.extension}" ];
    };
    "a kernel without a card has none" = {
      actual = [ bundle.name bundle.card ];
      expected = [ "small-bundle" null ];
    };
  };
}
