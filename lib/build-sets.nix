# Build configs with their package sets: the base and Python, shared, and what the config's backend lays over them.
let
  inherit (import ./package-set.nix) makePackageSet;
  backends = import ./backends.nix;
in
# configs: what variants.nix returns, less those for which something is missing.
# extraOverlays: functions `final: prev: { … }` over every package set.
extraOverlays: system: configs:
let
  base = import ../overlays system ++ extraOverlays;
in
map (
  config: config // { pkgs = makePackageSet (base ++ backends.${config.backend}.overlays config); }
) configs
