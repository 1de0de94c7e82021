# The build configs of a kernel on a system, from versions.nix, each with the names of its variant.
let
  inherit (builtins)
    compareVersions
    concatMap
    elem
    filter
    head
    map
    sort
    ;
  backends = import ./backends.nix;
  inherit (import ./frameworks.nix) frameworkOf within;
in
# kernelConfig: build.toml. versions: records { torch; backend; version; systems; }, as in versions.nix.
kernelConfig: versions: system:
let
  inherit (kernelConfig) general;
  here = filter (
    record:
    elem system record.systems && (record.backend != "cuda" || within (general.cuda or { }) record.version)
  ) versions;

  configOf =
    backend: record:
    let
      framework = frameworkOf kernelConfig backend;
      asked = {
        inherit system backend;
        inherit (record) torch version;
        inherit (backends.${backend}) rank;
      };
      short = framework.short asked;
      config = asked // {
        inherit short framework;
        name = if framework.anySystem then short else "${short}-${system}";
      };
      row = if framework.name == "torch-noarch" then backends.${backend}.noarch else backends.${backend};
    in
    config // { missing = row.missing config; };

  # What a backend can be built with. A kernel of Python alone is tried with the CPU's Torch where PyPI has none of
  # the backend's own.
  recordsOf =
    backend:
    let
      own = filter (record: record.backend == backend) here;
      borrowed =
        if kernelConfig ? torch-noarch && backends.${backend}.noarch.borrows then
          filter (record: record.backend == "cpu") here
        else
          [ ];
    in
    if own == [ ] then [ ] else own ++ borrowed;
  configsOf =
    backend: filter (config: config.framework.within config) (map (configOf backend) (recordsOf backend));

  # Of those that have one name, what can be built, and of that the better one.
  chosenOf =
    configs:
    let
      alike = config: filter (other: other.name == config.name) configs;
      better = a: b: if (a.missing == null) != (b.missing == null) then a.missing == null else a.framework.better a b;
      best = config: head (sort better (alike config));
    in
    filter (config: let chosen = best config; in config.torch == chosen.torch && config.version == chosen.version) configs;
  unordered = concatMap (backend: chosenOf (configsOf backend)) (
    filter (backend: elem backend general.backends) (builtins.attrNames backends)
  );
in
# In the order of the matrix: by Torch, then by backend.
sort (
  a: b:
  if a.torch != b.torch then
    compareVersions a.torch b.torch < 0
  else if a.backend != b.backend then
    a.backend < b.backend
  else
    compareVersions (toString a.version) (toString b.version) < 0
) unordered
