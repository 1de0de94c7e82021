# Bundles of variants.
{
  # A package set: a bundle does not depend on the variant.
  pkgs,
}:
{
  # The kernel config, the kernel's folder and its source (see source.nix).
  kernelConfig,
  path,
  source,
  # All variants that can be built, best first, and the build configs of those that cannot. A bundle takes the ones
  # with `bundle` (see build-configs.nix).
  variants,
  notBuildable,
  # See unbuildable.nix.
  cannotBuild,
}:
let
  inherit (builtins)
    concatStringsSep
    filter
    head
    listToAttrs
    ;
  inherit (kernelConfig) general;
  bundleOf =
    chosen:
    pkgs.callPackage ../bundle.nix { } {
      inherit (general) name;
      inherit path;
      inherit (source) src;
      extensions = map (variant: variant.extension) chosen;
    };
  inBundle = filter (variant: variant.bundle);
  ofBackend = backend: filter (variant: variant.backend == backend) (inBundle variants);
  wholeBundle = bundleOf (inBundle variants);
  builtBackends = filter (backend: ofBackend backend != [ ]) general.backends;
  inBundleNotBuildable = inBundle notBuildable;
  leftOut = concatStringsSep ", " (map (config: config.short) inBundleNotBuildable);
  # Without these, a bundle would lack variants that its author expects.
  refused = filter (config: config.refused) inBundleNotBuildable;
in
{
  # Every variant of the bundle. It fails if build.toml has nothing to compile for one of them. Nix prints the names of
  # variants that are left out since kernel-builder cannot build them.
  bundle =
    if refused != [ ] then
      cannotBuild (head refused)
    else if inBundleNotBuildable == [ ] then
      wholeBundle
    else
      builtins.trace "${general.name}: not in the bundle, since not buildable yet: ${leftOut}" wholeBundle;

  # The newest Torch of each backend: enough to see whether a change broke it.
  ci = bundleOf (map (backend: head (ofBackend backend)) builtBackends);

  # A bundle per backend.
  backendBundle = listToAttrs (
    map (backend: { name = backend; value = bundleOf (ofBackend backend); }) builtBackends
  );

  # The bundle of one variant with the reports of its checks, for the command.
  summaryOf =
    variant:
    pkgs.callPackage ../summary.nix { } {
      bundle = bundleOf [ variant ];
      extensions = [ variant.extension ];
    };
}
