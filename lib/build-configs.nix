# The build configs of a kernel on a system: records of versions.nix, each with its variant's name, its framework and
# its toolchain. Only this file looks a backend's row up; other code reads the build config.
{
  # The rows of lib/backends.
  backends,
  # Records { torch; backend; version; systems; bundle; }, as in versions.nix.
  versions,
}:
let
  inherit (builtins)
    any
    attrNames
    compareVersions
    concatMap
    elem
    filter
    head
    map
    replaceStrings
    sort
    ;
  inherit (import ./frameworks.nix) frameworkOf variantName within;
  inherit (import ./kernel-depends.nix) notPackaged;
in
{
  # build.toml.
  kernelConfig,
  # The system that the variants are for, and the system of the machine that builds.
  system,
  buildSystem ? system,
  # The checked arguments of genKernelFlakeOutputs.
  arguments,
}:
let
  inherit (kernelConfig) general;

  # The bounds of [general.<backend>] are on the backend's version.
  records = filter (
    record:
    elem system record.systems
    && (record.version == null || within (general.${record.backend} or { }) record.version)
  ) versions;

  toolchainOf =
    backend:
    let
      row = backends.${backend};
    in
    if (frameworkOf kernelConfig backend).compiled then row.compiled else row.noarch;

  configOf =
    backend: record:
    let
      row = backends.${backend};
      config = {
        inherit
          system
          buildSystem
          backend
          arguments
          ;
        inherit (record) torch version;
        # Whether a bundle builds the variant by default.
        bundle = record.bundle or true;
        inherit (row) label rank tag;
        framework = frameworkOf kernelConfig backend;
        toolchain = toolchainOf backend;
      };
      missingLibrary = notPackaged kernelConfig config;
      lacking = if missingLibrary != null then missingLibrary else config.toolchain.notBuildable config;
      inherit (config.toolchain.deviceCode config kernelConfig) problem;
      # `cxx11` is an ABI of Linux.
      named =
        if row ? foreignSystem then
          config
          // {
            system = row.foreignSystem;
            framework = config.framework // {
              short = other: replaceStrings [ "-cxx11" ] [ "" ] (config.framework.short other);
            };
          }
        else
          config;
    in
    config
    // {
      short = named.framework.short named;
      name = variantName named;
      # Why the variant cannot be built, as text, or null.
      notBuildable = if lacking != null then lacking else problem;
      # Whether the reason is an error in build.toml, and not that kernel-builder lacks something.
      refused = lacking == null && problem != null;
    };

  recordsOf =
    backend:
    let
      ofBackend = name: filter (record: record.backend == name) records;
      own =
        if backends.${backend}.borrowsRecords or false then
          map (record: record // { version = null; }) (ofBackend "cpu")
        else
          ofBackend backend;
    in
    if own == [ ] || !(toolchainOf backend).borrowsCpu then own else own ++ ofBackend "cpu";

  configsOf =
    backend: filter (config: config.framework.accepts config) (map (configOf backend) (recordsOf backend));

  # One build config per name: a buildable one before others, then the one that the framework prefers. A bundle builds
  # it if it builds any config of that name.
  onePerName =
    configs:
    let
      preferred =
        a: b:
        if (a.notBuildable == null) != (b.notBuildable == null) then
          a.notBuildable == null
        else
          a.framework.better a b;
      named = config: filter (other: other.name == config.name) configs;
      best = config: head (sort preferred (named config));
      isBest =
        config:
        let
          chosen = best config;
        in
        config.torch == chosen.torch && config.version == chosen.version;
    in
    map (config: config // { bundle = any (other: other.bundle) (named config); }) (filter isBest configs);

  # A bundle has every backend of the kernel: if it builds no variant of one by default, it builds all of them.
  someInBundle =
    configs:
    if any (config: config.bundle) configs then configs else map (config: config // { bundle = true; }) configs;

  # Sorted as the matrix is: by Torch, then by backend, then by the backend's version.
  before =
    a: b:
    if a.torch != b.torch then
      compareVersions a.torch b.torch < 0
    else if a.backend != b.backend then
      a.backend < b.backend
    else
      compareVersions (toString a.version) (toString b.version) < 0;
in
sort before (
  concatMap (backend: someInBundle (onePerName (configsOf backend))) (
    filter (backend: elem backend general.backends) (attrNames backends)
  )
)
