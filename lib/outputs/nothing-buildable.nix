# The outputs for a system on which no variant of the kernel can be built: each attribute fails with the reason.
{
  # See unbuildable.nix.
  unbuildable,
  cannotBuild,
}:
{
  # The kernel's name and the system.
  name,
  system,
  # Build configs of the kernel, none of which can be built; why backends have none; records, for list-variants.
  configs,
  noVariants,
  records,
  # kernel-builder's own flake.
  builder,
}:
let
  inherit (import ./by-name.nix) byBothNames;
  reason = if configs == [ ] then (builtins.head noVariants).reason else (builtins.head configs).notBuildable;
  nothing = unbuildable name "no variant of ${name} can be built for ${system}: ${reason}";
  all = byBothNames cannotBuild configs;
in
{
  packages = { };
  apps = { };
  devShells = { };
  checks = { };
  legacyPackages = all // {
    default = nothing;
    bundle = nothing;
    ci = nothing;
    redistributable = all // {
      bundle = nothing;
    };
    backendBundle = { };
    testShells = all;
    ciTests = all;
    systems = { };
    plan = import ./plan.nix {
      inherit records;
      inherit builder;
      backends = { };
      variants = [ ];
      candidates = [ ];
      summaryOf = _variant: nothing;
      shells = {
        default = nothing;
        test = nothing;
      };
    };
  };
}
