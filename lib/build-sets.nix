# Build sets: buildable build configs, each with its package set.
let
  inherit (import ../pkgs/base/package-set.nix) makePackageSet;
in
# extraOverlays: functions `final: prev: { … }` over every package set. platforms: { build; host; }, the system of the
# machine that builds, and the system that the variants are for. configs: see build-configs.nix.
extraOverlays: platforms: configs:
let
  # All variants for another machine share the tools of this one.
  buildPackages =
    if platforms.build == platforms.host then
      null
    else
      makePackageSet (import ../overlays { system = platforms.build; });
  # The base and Python are the same for all.
  base =
    import ../overlays {
      system = platforms.host;
      inherit buildPackages;
    }
    ++ extraOverlays;
in
map (config: config // { pkgs = makePackageSet (base ++ config.toolchain.overlays config); }) configs
