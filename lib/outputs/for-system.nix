# The outputs of a kernel's flake for one system. They also have the variants for the other systems that a machine of
# this system builds for: each under its full name, and all below `cross.<system>`.
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
  inherit (builtins)
    attrValues
    concatMap
    filter
    foldl'
    listToAttrs
    map
    mapAttrs
    ;
  inherit (arguments) path;
  inherit (kernelConfig.general) name;
  inherit (import ./by-name.nix) byName byBothNames;
  standIns = import ./unbuildable.nix { inherit system; };
  inherit (standIns) cannotBuild;
  # The tools of bundles, programs and shells, which do not depend on a variant.
  tools.pkgs = (import ../../pkgs/base/package-set.nix).makePackageSet (import ../../overlays { inherit system; });

  variantsFor =
    host:
    import ./host-variants.nix
      {
        inherit backends versions builderRevision;
        chosen = (import ../hub-records.nix).choose arguments.torchVersions versions;
      }
      {
        inherit kernelConfig source arguments;
        platforms = {
          build = system;
          inherit host;
        };
      };
  native = variantsFor system;
  hosts = (import ../../pkgs/base/systems.nix).${system}.crossCompiles;
  cross = listToAttrs (map (host: { name = host; value = variantsFor host; }) hosts);
  # All sets of variants, the machine's own first.
  all = [ native ] ++ attrValues cross;
  recordsOf = set: map (record: record // { bundled = set.isBundled; }) set.records;

  extensionOf = variant: variant.extension;
  devShellOf = variant: variant.shells.devShell;

  bundlesOf =
    sets:
    import ./bundles.nix tools {
      inherit
        cannotBuild
        kernelConfig
        path
        source
        ;
      variants = concatMap (set: set.variants) sets;
      notBuildable = concatMap (set: set.notBuildable) sets;
    };
  bundles = bundlesOf (filter (set: set.isBundled) all);
  inherit
    (import ./programs.nix tools {
      inherit name backends;
      inherit (native) variants;
      inherit (bundles) bundle;
    })
    programs
    shells
    ;

  # An attribute for every variant of a set; for one that cannot be built, its evaluation fails with the reason.
  ofAll = names: set: value: names cannotBuild set.notBuildable // names value set.variants;
  # Attributes for the variants of all sets. The machine's own also have their short names.
  ofAllSets =
    value:
    foldl' (attributes: set: attributes // ofAll byName set value) (ofAll byBothNames native value) (attrValues cross);

  legacyPackages = {
    inherit (bundles) backendBundle;
    redistributable = ofAllSets extensionOf // {
      inherit (bundles) bundle;
    };
    testShells = ofAllSets (variant: variant.shells.testShell);
    ciTests = ofAllSets (variant: variant.shells.ciTest);
    # The variants for another system. Their short names mean that system's.
    cross = mapAttrs (
      _host: set:
      ofAll byBothNames set extensionOf
      // {
        inherit (bundlesOf [ set ]) bundle backendBundle;
        devShells = ofAll byBothNames set devShellOf;
        testShells = ofAll byBothNames set (variant: variant.shells.testShell);
        ciTests = ofAll byBothNames set (variant: variant.shells.ciTest);
      }
    ) (removeAttrs cross (filter (host: cross.${host}.variants == [ ]) hosts));
    plan = import ./plan.nix {
      inherit backends shells builder;
      records = concatMap recordsOf all;
      variants = concatMap (set: set.variants) all;
      candidates = native.variants;
      inherit (bundles) summaryOf;
    };
  };

  outputs = {
    packages = {
      inherit (bundles) bundle ci;
      default = bundles.bundle;
    }
    // programs
    // byBothNames extensionOf native.variants;

    apps = mapAttrs (program: package: {
      type = "app";
      program = "${package}/bin/${program}";
    }) programs;

    devShells =
      shells
      // foldl' (attributes: set: attributes // byName devShellOf set.variants) { } (attrValues cross)
      // byBothNames devShellOf native.variants;

    checks = byName extensionOf native.variants;

    # `nix flake check` looks at none of these: it neither builds nor evaluates the variants for other systems.
    legacyPackages =
      byBothNames cannotBuild native.notBuildable
      // foldl' (attributes: set: attributes // ofAll byName set extensionOf) { } (attrValues cross)
      // legacyPackages;
  };
in
(
  if native.variants == [ ] then
    import ./nothing-buildable.nix standIns {
      inherit name system builder;
      inherit (native) configs noVariants records;
    }
  else
    outputs
)
// {
  variants = native.records;
  inherit (native) noVariants;
}
