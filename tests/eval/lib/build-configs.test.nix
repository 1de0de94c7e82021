let
  backends = import ../../../lib/backends;
  versions = import ../matrix.nix;
  configsFrom =
    matrix: kernelConfig: system:
    import ../../../lib/build-configs.nix { inherit backends; versions = matrix; } {
      inherit kernelConfig system;
      arguments = (import ../../../lib/arguments.nix).defaults;
    };
  configsOf = configsFrom versions;
  all = {
    general.backends = [ "cpu" "cuda" "rocm" "xpu" ];
    torch = { };
  };
  shortsOf = kernelConfig: system: map (config: config.short) (configsOf kernelConfig system);
  namesOf = system: map (config: config.name) (configsOf all system);
  namedWithTorch = kernelConfig: map (c: "${c.name} with ${c.torch}") (configsOf kernelConfig "x86_64-linux");
  cpuAndCuda13 = {
    backends = [ "cpu" "cuda" ];
    cuda.minver = "13.0";
  };
  # Names of the variants of the bundle, of a matrix whose records are in it for one backend version only.
  bundleOf =
    { backend, version }:
    kernelConfig:
    let
      mark = record: record // { bundle = record.backend == backend && record.version == version; };
    in
    map (c: c.short) (
      builtins.filter (c: c.bundle) (configsFrom (map mark versions) kernelConfig "x86_64-linux")
    );
  reasons = kernelConfig: map (config: config.notBuildable) (configsOf kernelConfig "x86_64-linux");
in
{
  build-configs = {
    "Metal's variants are named for macOS" = {
      actual = map (c: c.name) (configsOf { general.backends = [ "metal" ]; torch = { }; } "x86_64-linux");
      expected = [ "torch210-metal-aarch64-darwin" "torch211-metal-aarch64-darwin" "torch213-metal-aarch64-darwin" ];
    };
    "a backend without records has a variant for each Torch, with the reason" = {
      actual = map (c: "${c.short}: ${c.notBuildable}") (
        configsOf { general.backends = [ "tpu" ]; torch.minver = "2.11"; } "aarch64-linux"
      );
      expected = [
        "torch211-cxx11-tpu: kernel-builder packages no Torch for TPU"
        "torch213-cxx11-tpu: kernel-builder packages no Torch for TPU"
      ];
    };
    "the matrix of x86_64-linux has the users' variants and the newest Torch" = {
      actual = shortsOf all "x86_64-linux";
      expected = [
        "torch29-cxx11-cu129"
        "torch210-cxx11-cpu"
        "torch210-cxx11-cu126"
        "torch210-cxx11-cu128"
        "torch210-cxx11-cu130"
        "torch210-cxx11-rocm70"
        "torch210-cxx11-rocm71"
        "torch210-cxx11-xpu20253"
        "torch211-cxx11-cpu"
        "torch211-cxx11-cu126"
        "torch211-cxx11-cu128"
        "torch211-cxx11-cu130"
        "torch211-cxx11-rocm71"
        "torch211-cxx11-rocm72"
        "torch211-cxx11-xpu20253"
        "torch213-cxx11-cpu"
        "torch213-cxx11-cu130"
      ];
    };
    "aarch64-linux has the variants of cpu and cuda" = {
      actual = builtins.all (short: builtins.match ".*-(cpu|cu[0-9]+)" short != null) (shortsOf all "aarch64-linux");
      expected = true;
    };
    "the bundle has the records that the matrix marks" = {
      actual = bundleOf { backend = "cuda"; version = "12.8"; } { general.backends = [ "cuda" ]; torch = { }; };
      expected = [ "torch210-cxx11-cu128" "torch211-cxx11-cu128" ];
    };
    "a backend without a marked record is in the bundle with all of its variants" = {
      actual = bundleOf { backend = "cpu"; version = null; } {
        general.backends = [ "cpu" "rocm" ];
        torch.minver = "2.11";
      };
      expected = [ "torch211-cxx11-cpu" "torch211-cxx11-rocm71" "torch211-cxx11-rocm72" "torch213-cxx11-cpu" ];
    };
    "a name that several records share is in the bundle if one of them is marked" = {
      actual = bundleOf { backend = "cuda"; version = "12.6"; } { general.backends = [ "cuda" ]; torch-noarch = { }; };
      expected = [ "torch-cuda" ];
    };
    "a name ends in the system" = {
      actual = builtins.elem "torch213-cxx11-cpu-aarch64-linux" (namesOf "aarch64-linux");
      expected = true;
    };
    "no two build configs yield the same name" = {
      actual = builtins.sort builtins.lessThan (namesOf "x86_64-linux");
      expected = import ../../../lib/sorted-unique.nix (namesOf "x86_64-linux");
    };
    "every variant of the matrix can be built" = {
      actual = builtins.filter (reason: reason != null) (reasons all);
      expected = [ ];
    };
    "a newer ROCm or oneAPI has the reason why it cannot be built" = {
      actual = map (config: config.notBuildable) (
        configsFrom [
          { torch = "2.11"; backend = "rocm"; version = "7.3"; systems = [ "x86_64-linux" ]; }
          { torch = "2.11"; backend = "xpu"; version = "2099.1"; systems = [ "x86_64-linux" ]; }
        ] all "x86_64-linux"
      );
      expected = [ "ROCm 7.3 has no toolchain here" "oneAPI 2099.1 has no toolchain here" ];
    };
    "a library without a package is the reason" = {
      actual = reasons {
        general.backends = [ "cpu" ];
        torch.minver = "2.13";
        kernel.gemm = {
          backend = "cpu";
          depends = [ "cutlass_3_8" ];
        };
      };
      expected = [
        "kernel.gemm depends on cutlass_3_8: it has no package here; kernel-builder packages none for CPU"
      ];
    };
    "bounds on Torch and on the backend's version exclude build configs" = {
      actual = shortsOf {
        general = { backends = [ "cuda" ]; cuda.maxver = "12.8"; };
        torch.minver = "2.11";
      } "x86_64-linux";
      expected = [ "torch211-cxx11-cu126" "torch211-cxx11-cu128" ];
    };
    "the stable ABI has one build config per backend version, with the oldest Torch that it serves" = {
      actual = namedWithTorch {
        general = cpuAndCuda13;
        torch.stable-abi = "2.11";
      };
      expected = [
        "torch-stable-abi211-cpu-x86_64-linux with 2.11"
        "torch-stable-abi211-cu130-x86_64-linux with 2.11"
      ];
    };
    "the stable ABI may be for some backends only" = {
      actual = namedWithTorch {
        general = cpuAndCuda13;
        torch = { stable-abi.cuda = "2.11"; minver = "2.13"; };
      };
      expected = [
        "torch213-cxx11-cpu-x86_64-linux with 2.13"
        "torch-stable-abi211-cu130-x86_64-linux with 2.13"
      ];
    };
    "a Python-only kernel has one build config per backend, for every system, with the newest Torch" = {
      actual = namedWithTorch {
        general.backends = [ "cpu" "cuda" "rocm" "xpu" ];
        torch-noarch = { };
      };
      expected = [
        "torch-cpu with 2.13"
        "torch-cuda with 2.13"
        "torch-rocm with 2.13"
        "torch-xpu with 2.13"
      ];
    };
    "a Python-only kernel needs no toolchain" = {
      actual = reasons {
        general.backends = [ "cuda" "rocm" "xpu" ];
        torch-noarch = { };
      };
      expected = [ null null null ];
    };
    "the TVM FFI has one build config per backend version" = {
      actual = namedWithTorch {
        general = cpuAndCuda13;
        tvm-ffi.src = [ ];
      };
      expected = [
        "tvm-ffi01-cpu-x86_64-linux with 2.13"
        "tvm-ffi01-cu130-x86_64-linux with 2.13"
      ];
    };
  };
}
