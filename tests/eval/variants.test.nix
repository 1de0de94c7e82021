let
  all = {
    general.backends = [ "cpu" "cuda" "rocm" "xpu" ];
    torch = { };
  };
  variantsWith = kernelConfig: import ../../lib/variants.nix kernelConfig (import ../../versions.nix);
  variantsOf = variantsWith all;
  shortsWith = kernelConfig: map (variant: variant.short) (variantsWith kernelConfig "x86_64-linux");
  namesOf = system: map (variant: variant.name) (variantsOf system);
  shortsOf = system: map (variant: variant.short) (variantsOf system);
in
{
  "the matrix of x86_64-linux has the users' variants and the newest Torch" = {
    actual = shortsOf "x86_64-linux";
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
  "aarch64-linux has those of cpu and cuda" = {
    actual = builtins.all (short: builtins.match ".*-(cpu|cu[0-9]+)" short != null) (shortsOf "aarch64-linux");
    expected = true;
  };
  "the name ends in the system" = {
    actual = builtins.elem "torch213-cxx11-cpu-aarch64-linux" (namesOf "aarch64-linux");
    expected = true;
  };
  "no variant is there twice" = {
    actual = builtins.length (namesOf "x86_64-linux");
    expected = builtins.length (builtins.attrNames (
      builtins.listToAttrs (map (name: { inherit name; value = 1; }) (namesOf "x86_64-linux"))
    ));
  };
  "what is missing to build one is said" = {
    actual = map (v: v.missing) (builtins.filter (v: v.short == "torch211-cxx11-xpu20253") (variantsOf "x86_64-linux"));
    expected = [ "oneAPI 2025.3 has no toolchain here" ];
  };
  "nothing is missing for the ROCm of the matrix, and something for a newer one" = {
    actual = map (v: v.missing) (builtins.filter (v: v.backend == "rocm") (
      import ../../lib/variants.nix { general.backends = [ "rocm" ]; torch = { }; } (
        import ../../versions.nix
        ++ [ { torch = "2.11"; backend = "rocm"; version = "7.3"; systems = [ "x86_64-linux" ]; } ]
      ) "x86_64-linux"
    ));
    expected = [ null null null null "ROCm 7.3 has no toolchain here" ];
  };
  "nothing is missing for the CPU of the newest Torch" = {
    actual = map (v: v.missing) (builtins.filter (v: v.short == "torch213-cxx11-cpu") (variantsOf "x86_64-linux"));
    expected = [ null ];
  };
  "torch.minver and cuda.maxver bound what is built" = {
    actual = shortsWith {
      general = { backends = [ "cuda" ]; cuda.maxver = "12.8"; };
      torch.minver = "2.11";
    };
    expected = [ "torch211-cxx11-cu126" "torch211-cxx11-cu128" ];
  };
}
