# The outputs of a kernel's flake for one system. They also have the variants for the other systems that a machine of
# this system builds for: each under its full name, and all below `systems.<system>`.
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
  hosts = (import ../../pkgs/base/systems.nix).${system}.crossCompiles;
  cross = map variantsFor hosts;
  native = variantsFor system;
  # All sets of variants, the machine's own first.
  all = [ native ] ++ cross;

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
      notBuildable = concatMap (set: set.notBuildableHere) sets;
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
  planOf =
    records: variants:
    import ./plan.nix {
      inherit
        backends
        shells
        builder
        records
        variants
        ;
      candidates = native.variants;
      inherit (bundles) summaryOf;
    };

  # An attribute for every variant of a set; for one that cannot be built, its evaluation fails with the reason.
  ofAll = names: set: value: names cannotBuild set.notBuildable // names value set.variants;
  union = foldl' (a: b: a // b) { };
  # Only the machine's own variants have short names.
  ofAllSets = value: union (map (set: ofAll byName set value) cross) // ofAll byBothNames native value;
  attributesOf =
    bundles: ofSet:
    {
      inherit (bundles) backendBundle;
      redistributable = ofSet extensionOf // {
        inherit (bundles) bundle;
      };
      testShells = ofSet (variant: variant.shells.testShell);
      ciTests = ofSet (variant: variant.shells.ciTest);
    };

  # Everything about the variants for one system, whose short names are for that system.
  systemOf =
    set:
    let
      own = bundlesOf [ set ];
      ofSet = ofAll byBothNames set;
    in
    ofSet extensionOf
    // attributesOf own ofSet
    // {
      inherit (own) bundle;
      devShells = ofSet devShellOf;
      plan = planOf set.records set.variants;
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
      union (map (set: byName devShellOf set.variants) cross) // shells // byBothNames devShellOf native.variants;

    # `nix flake check` builds what a bundle builds.
    checks = byName extensionOf (filter (variant: variant.bundle) native.variants);

    # `nix flake check` does not evaluate these.
    legacyPackages =
      union (map (set: ofAll byName set extensionOf) cross)
      // byBothNames cannotBuild native.notBuildable
      // attributesOf bundles ofAllSets
      // {
        systems = listToAttrs (map (set: { name = set.system; value = systemOf set; }) all);
        plan = planOf (concatMap (set: set.recordsHere) all) (concatMap (set: set.variants) all);
      };
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
