# How a kernel is bound to Python, one row for each way that build.toml has:
#   short: the name of a variant, without the system, as `kernels` parses it (kernels.variants, 0.17).
#   anySystem: whether the name is the whole one, since the variant is the same on all systems.
#   within config: whether the kernel is built for a build config of the matrix at all.
#   better a b: of two build configs that give one name, which to build with; where each has a name of its own, none is.
let
  inherit (builtins)
    compareVersions
    fromJSON
    head
    isAttrs
    match
    readFile
    replaceStrings
    ;
  digits = replaceStrings [ "." ] [ "" ];
  tag = config: (import ./backends.nix).${config.backend}.tag config.version;
  newerTorch = a: b: compareVersions a.torch b.torch > 0;
  olderTorch = a: b: newerTorch b a;
  # Whether a version lies in the inclusive bounds `minver` and `maxver` of a table, where it has them.
  within =
    table: version:
    compareVersions version (table.minver or version) >= 0
    && compareVersions (table.maxver or version) version >= 0;
  bounded = table: config: within table config.torch;
  # `0.1` of the pinned `0.1.15`: what kernels on the TVM FFI are named after.
  tvmFfiOf =
    system:
    head (
      match "([0-9]+\\.[0-9]+).*" (fromJSON (readFile (../pkgs/python/lock + "/${system}.json"))).apache-tvm-ffi.version
    );

  # The Torch from which on one build for the backend serves all, or null.
  stableAbiOf =
    torch: backend:
    let
      given = torch.stable-abi or null;
    in
    if isAttrs given then given.${backend} or null else given;

  torch = table: {
    name = "torch";
    anySystem = false;
    short = config: "torch${digits config.torch}-cxx11-${tag config}";
    within = bounded table;
    better = newerTorch;
  };
  # Built with the oldest Torch that it is to serve: each name that it uses is there from then on.
  stableAbi = table: abi: {
    name = "torch-stable-abi";
    inherit abi;
    anySystem = false;
    short = config: "torch-stable-abi${digits abi}-${tag config}";
    within = config: bounded table config && compareVersions config.torch abi >= 0;
    better = olderTorch;
  };
  noarch = {
    name = "torch-noarch";
    anySystem = true;
    short = config: "torch-${config.backend}";
    within = _: true;
    better = newerTorch;
  };
  tvmFfi = {
    name = "tvm-ffi";
    anySystem = false;
    short = config: "tvm-ffi${digits (tvmFfiOf config.system)}-${tag config}";
    within = _: true;
    better = newerTorch;
  };
in
{
  inherit within;

  # The row of a kernel config for a backend: `torch.stable-abi` may name some of them.
  frameworkOf =
    kernelConfig: backend:
    let
      abi = stableAbiOf kernelConfig.torch backend;
    in
    if kernelConfig ? torch-noarch then
      noarch
    else if kernelConfig ? tvm-ffi then
      tvmFfi
    else if abi != null then
      stableAbi kernelConfig.torch abi
    else
      torch kernelConfig.torch;
}
