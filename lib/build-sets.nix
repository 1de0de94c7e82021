# Build configs with their package sets: the base and Python, shared, and what the config's backend lays over them.
let
  inherit (import ../pkgs/base/package-set.nix) makePackageSet;
  backends = import ./backends.nix;
in
# configs: what variants.nix returns, less those for which something is missing.
# extraOverlays: functions `final: prev: { … }` over every package set.
extraOverlays: system: configs:
let
  base = import ../overlays system ++ extraOverlays;
in
map (
  config:
  let
    backend = backends.${config.backend};
    row = if config.framework.name == "torch-noarch" then backend.noarch else backend;
  in
  config // { pkgs = makePackageSet (base ++ row.overlays config); }
) configs
