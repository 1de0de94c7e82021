# A small matrix for tests, so that a new Torch in versions.nix changes no test of other code.
let
  linux = [
    "x86_64-linux"
    "aarch64-linux"
  ];
  x86 = [ "x86_64-linux" ];
  config = torch: backend: version: systems: {
    inherit
      torch
      backend
      version
      systems
      ;
    bundle = true;
  };
in
[
  (config "2.9" "cuda" "12.9" linux)

  (config "2.10" "cpu" null linux)
  (config "2.10" "cuda" "12.6" linux)
  (config "2.10" "cuda" "12.8" linux)
  (config "2.10" "cuda" "13.0" linux)
  (config "2.10" "rocm" "7.0" x86)
  (config "2.10" "rocm" "7.1" x86)
  (config "2.10" "xpu" "2025.3" x86)

  (config "2.11" "cpu" null linux)
  (config "2.11" "cuda" "12.6" linux)
  (config "2.11" "cuda" "12.8" linux)
  (config "2.11" "cuda" "13.0" linux)
  (config "2.11" "rocm" "7.1" x86)
  (config "2.11" "rocm" "7.2" x86)
  (config "2.11" "xpu" "2025.3" x86)

  (config "2.13" "cpu" null linux)
  (config "2.13" "cuda" "13.0" linux)
]
