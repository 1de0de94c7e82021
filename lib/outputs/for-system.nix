# The outputs of a kernel's flake for one system.
{
  # The rows of lib/backends and the records of versions.nix.
  backends,
  versions,
  # kernel-builder's own flake, and its revision.
  builder,
  builderRevision,
}:
{
  system,
  # The kernel config, and the kernel's source (see source.nix).
  kernelConfig,
  source,
  # The checked arguments of genKernelFlakeOutputs.
  arguments,
}:
let
  inherit (builtins) filter head mapAttrs;
  inherit (arguments) path;
  inherit (kernelConfig.general) name;
  inherit (import ./by-name.nix) byName byBothNames;
  standIns = import ./unbuildable.nix { inherit system; };
  inherit (standIns) cannotBuild;

  chosen = (import ../hub-records.nix).choose arguments.torchVersions versions;
  configs = import ../build-configs.nix {
    inherit backends;
    versions = chosen;
  } { inherit kernelConfig system arguments; };
  noVariants = import ./no-variants.nix { inherit backends versions chosen; } {
    inherit kernelConfig system configs;
  };
  buildable = filter (config: config.notBuildable == null) configs;
  notBuildable = filter (config: config.notBuildable != null) configs;
  records = import ./variant-records.nix configs;

  buildSets = import ../build-sets.nix [ (import ../python/lock.nix { inherit path system; }) ] system buildable;
  tools = { inherit (head buildSets) pkgs; };
  variants = import ./variants.nix {
    inherit
      kernelConfig
      path
      source
      arguments
      builderRevision
      ;
  } buildSets;
  bundles = import ./bundles.nix tools {
    inherit cannotBuild;
    inherit
      kernelConfig
      path
      source
      variants
      notBuildable
      ;
  };
  inherit
    (import ./programs.nix tools {
      inherit name backends variants;
      inherit (bundles) bundle;
    })
    programs
    shells
    ;

  # An attribute for every variant of the kernel; for one that cannot be built, its evaluation fails with the reason.
  ofAllVariants = value: byBothNames cannotBuild notBuildable // byBothNames value variants;
  extensionOf = variant: variant.extension;

  outputs = {
    packages = {
      inherit (bundles) bundle ci;
      default = bundles.bundle;
    }
    // programs
    // byBothNames extensionOf variants;

    apps = mapAttrs (program: package: {
      type = "app";
      program = "${package}/bin/${program}";
    }) programs;

    devShells = shells // byBothNames (variant: variant.shells.devShell) variants;

    checks = byName extensionOf variants;

    legacyPackages = byBothNames cannotBuild notBuildable // {
      inherit (bundles) backendBundle;
      redistributable = ofAllVariants extensionOf // {
        inherit (bundles) bundle;
      };
      testShells = ofAllVariants (variant: variant.shells.testShell);
      ciTests = ofAllVariants (variant: variant.shells.ciTest);
      plan = import ./plan.nix {
        inherit
          backends
          records
          variants
          shells
          builder
          ;
        inherit (bundles) summaryOf;
      };
    };
  };
in
(
  if variants == [ ] then
    import ./nothing-buildable.nix standIns {
      inherit
        name
        system
        configs
        noVariants
        records
        builder
        ;
    }
  else
    outputs
)
// {
  variants = records;
  inherit noVariants;
}
