# The variants of a kernel for one system, with the records about them.
{
  # The rows of lib/backends, and the records of versions.nix, and those that `torchVersions` chose.
  backends,
  versions,
  chosen,
  # Revision of kernel-builder itself.
  builderRevision,
}:
{
  # The system of the machine that builds, and the system that the variants are for.
  platforms,
  # The kernel config, and the kernel's source (see source.nix).
  kernelConfig,
  source,
  # The checked arguments of genKernelFlakeOutputs.
  arguments,
}:
let
  inherit (builtins) elem filter map;
  inherit (arguments) path;
  isNative = platforms.build == platforms.host;
  all = import ../build-configs.nix {
    inherit backends;
    versions = chosen;
  } {
    inherit kernelConfig arguments;
    system = platforms.host;
    buildSystem = platforms.build;
  };
  # A variant for every system is the build machine's own.
  configs = if isNative then all else filter (config: !config.framework.anySystem) all;
  # Whether a build that names no variant builds any of these.
  isBundled = isNative || elem platforms.host arguments.crossSystems;
  records = import ./variant-records.nix configs;
  notBuildable = filter (config: config.notBuildable != null) configs;
  # Among the variants of all systems, a short name is a name of the machine's own variant.
  here = map (record: if isNative then record else record // { short = record.name; });
  buildable = filter (config: config.notBuildable == null) configs;
  pythonLock = import ../python/lock.nix {
    inherit path;
    system = platforms.host;
  };
in
{
  system = platforms.host;
  inherit
    configs
    notBuildable
    isBundled
    # For list-variants and the plan.
    records
    ;
  # The same among those of all systems.
  recordsHere = map (record: record // { bundle = isBundled && record.bundle; }) (here records);
  notBuildableHere = here notBuildable;
  noVariants = import ./no-variants.nix { inherit backends versions chosen; } {
    inherit kernelConfig configs;
    system = platforms.host;
  };

  variants = import ./variants.nix {
    inherit
      kernelConfig
      path
      source
      arguments
      builderRevision
      ;
  } (import ../build-sets.nix [ pythonLock ] platforms buildable);
}
