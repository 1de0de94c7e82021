let
  inherit (import ../../lib/frameworks.nix) frameworkOf;
  variantsOf = kernelConfig: import ../../lib/variants.nix kernelConfig (import ../../versions.nix) "x86_64-linux";
  named = config: "${config.name} with ${config.torch}";
  namesOf = kernelConfig: map named (variantsOf kernelConfig);
in
{
  "with the stable ABI there is one variant per backend version, built with the oldest Torch it serves" = {
    actual = namesOf {
      general = { backends = [ "cpu" "cuda" ]; cuda.minver = "13.0"; };
      torch.stable-abi = "2.11";
    };
    expected = [
      "torch-stable-abi211-cpu-x86_64-linux with 2.11"
      "torch-stable-abi211-cu130-x86_64-linux with 2.11"
    ];
  };
  "the stable ABI may be for some backends" = {
    actual = namesOf {
      general = { backends = [ "cpu" "cuda" ]; cuda.minver = "13.0"; };
      torch = { stable-abi.cuda = "2.11"; minver = "2.13"; };
    };
    expected = [
      "torch213-cxx11-cpu-x86_64-linux with 2.13"
      "torch-stable-abi211-cu130-x86_64-linux with 2.13"
    ];
  };
  "Python alone has one variant per backend, the same on every system" = {
    actual = namesOf {
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
  "nothing is missing for Python alone, as it needs no toolchain" = {
    actual = map (config: config.missing) (variantsOf { general.backends = [ "cuda" "rocm" ]; torch-noarch = { }; });
    expected = [ null null ];
  };
  "on the TVM FFI there is one variant per backend version" = {
    actual = namesOf {
      general = { backends = [ "cpu" "cuda" ]; cuda.minver = "13.0"; };
      tvm-ffi.src = [ ];
    };
    expected = [
      "tvm-ffi01-cpu-x86_64-linux with 2.13"
      "tvm-ffi01-cu130-x86_64-linux with 2.13"
    ];
  };
  "a kernel of Torch's own is bounded by its table" = {
    actual = map (frameworkOf { torch = { minver = "2.11"; maxver = "2.11"; }; } "cpu").within [
      { torch = "2.10"; }
      { torch = "2.11"; }
      { torch = "2.13"; }
    ];
    expected = [ false true false ];
  };
}
