# The frameworks that bind a kernel to Python. Names of variants have the form that `kernels` parses
# (kernels.variants, 0.17). The attributes of a row:
#   table: the table of build.toml that selects the framework.
#   compiled: whether anything is compiled.
#   short config: a variant's name without the system; anySystem: whether that is the whole name.
#   accepts config: whether build.toml's bounds accept a build config.
#   better a b: when two build configs yield the same name, whether to prefer `a`.
#   package toolchain pkgs, folder toolchain pkgs: the Python package with the headers, and its folder.
#   variable: the project files' name for that folder.
#   testPackages ps: further Python packages of the test shell.
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
  withoutDots = replaceStrings [ "." ] [ "" ];
  tagOf = config: config.tag config.version;
  newerTorch = a: b: compareVersions a.torch b.torch > 0;
  olderTorch = a: b: newerTorch b a;
  # A Torch that only loads the kernel: one without libraries of another backend, then the newer one.
  lighterTorch =
    a: b:
    let
      isLight = config: config.toolchain.isLight config;
    in
    if isLight a != isLight b then isLight a else newerTorch a b;

  # Whether a version is within the bounds `minver` and `maxver` of a table. Bounds are inclusive, and may be absent.
  within =
    table: version:
    compareVersions version (table.minver or version) >= 0
    && compareVersions (table.maxver or version) version >= 0;

  againstTorch = {
    package = toolchain: pkgs: (toolchain.torch pkgs).package;
    folder = toolchain: pkgs: (toolchain.torch pkgs).folder;
    variable = "TORCH_DIR";
    testPackages = _ps: [ ];
  };

  torch =
    table:
    againstTorch
    // {
      table = "torch";
      compiled = true;
      anySystem = false;
      short = config: "torch${withoutDots config.torch}-cxx11-${tagOf config}";
      accepts = config: within table config.torch;
      better = newerTorch;
    };

  # One build serves Torch `abi` and all later versions. It is compiled against `abi`, so that it uses no newer name.
  stableAbi =
    table: abi:
    torch table
    // {
      short = config: "torch-stable-abi${withoutDots abi}-${tagOf config}";
      accepts = config: within table config.torch && compareVersions config.torch abi >= 0;
      better = olderTorch;
    };

  noarch = againstTorch // {
    table = "torch-noarch";
    compiled = false;
    anySystem = true;
    short = config: "torch-${config.backend}";
    accepts = _config: true;
    better = lighterTorch;
  };

  # `0.1` of the pinned `0.1.15` is part of a variant's name.
  tvmFfiVersion =
    system:
    head (
      match "([0-9]+\\.[0-9]+).*" (fromJSON (readFile (../pkgs/python/lock + "/${system}.json"))).apache-tvm-ffi.version
    );
  tvmFfi = {
    table = "tvm-ffi";
    compiled = true;
    anySystem = false;
    short = config: "tvm-ffi${withoutDots (tvmFfiVersion config.system)}-${tagOf config}";
    accepts = _config: true;
    better = lighterTorch;
    package = _toolchain: pkgs: pkgs.python3.pkgs.apache-tvm-ffi;
    folder = _toolchain: pkgs: "${pkgs.python3.pkgs.apache-tvm-ffi}/${pkgs.python3.sitePackages}/tvm_ffi";
    variable = "TVM_FFI_DIR";
    # A kernel on the TVM FFI can be called from JAX too.
    testPackages = ps: [
      ps.jax
      ps.jax-tvm-ffi
    ];
  };
in
{
  inherit within;

  # The row of a kernel config for a backend: `torch.stable-abi` may name some backends only.
  frameworkOf =
    kernelConfig: backend:
    let
      stable = kernelConfig.torch.stable-abi or null;
      abi = if isAttrs stable then stable.${backend} or null else stable;
    in
    if kernelConfig ? torch-noarch then
      noarch
    else if kernelConfig ? tvm-ffi then
      tvmFfi
    else if abi != null then
      stableAbi kernelConfig.torch abi
    else
      torch kernelConfig.torch;

  # The full name of the variant that a build config yields.
  variantName =
    config:
    let
      short = config.framework.short config;
    in
    if config.framework.anySystem then short else "${short}-${config.system}";
}
