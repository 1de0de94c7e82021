# Build sets: buildable build configs, each with its package set.
let
  inherit (import ../pkgs/base/package-set.nix) makePackageSet;
in
# extraOverlays: functions `final: prev: { … }` over every package set. configs: see build-configs.nix.
extraOverlays: system: configs:
let
  # The base and Python are the same for all.
  base = import ../overlays system ++ extraOverlays;
in
map (config: config // { pkgs = makePackageSet (base ++ config.toolchain.overlays config); }) configs
