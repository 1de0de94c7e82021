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
  # All variants that can be built, best first, and the build configs of those that cannot.
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
  ofBackend = backend: filter (variant: variant.backend == backend) variants;
  builtBackends = filter (backend: ofBackend backend != [ ]) general.backends;
  leftOut = concatStringsSep ", " (map (config: config.short) notBuildable);
  # Without these, a bundle would lack variants that its author expects.
  refused = filter (config: config.refused) notBuildable;
in
{
  # Every variant. It fails if build.toml has nothing to compile for one of them. Nix prints which variants are left out
  # since kernel-builder cannot build them.
  bundle =
    if refused != [ ] then
      cannotBuild (head refused)
    else if notBuildable == [ ] then
      bundleOf variants
    else
      builtins.trace "${general.name}: not in the bundle, since not buildable yet: ${leftOut}" (bundleOf variants);

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
