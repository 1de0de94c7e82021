let
  backends = import ../../../../lib/backends;
  versions = import ../../matrix.nix;
  arguments = (import ../../../../lib/arguments.nix).defaults;
  reasonsFor =
    chosen: system: kernelConfig:
    let
      configs = import ../../../../lib/build-configs.nix { inherit backends; versions = chosen; } {
        inherit kernelConfig system arguments;
      };
    in
    map (record: "${toString record.backend}: ${record.reason}") (
      import ../../../../lib/outputs/no-variants.nix { inherit backends versions chosen; } {
        inherit kernelConfig system configs;
      }
    );
  reasons = reasonsFor versions "x86_64-linux";
in
{
  no-variants = {
    "a backend with variants, buildable or not, has no reason" = {
      actual = reasons { general.backends = [ "cpu" "metal" "cann" ]; torch = { }; };
      expected = [ ];
    };
    "an empty list of backends is a reason" = {
      actual = reasons { general.backends = [ ]; torch = { }; };
      expected = [ ": general.backends in build.toml is empty" ];
    };
    "bounds on CUDA are named with the versions that there are" = {
      actual = reasons { general = { backends = [ "cuda" ]; cuda.minver = "14.0"; }; torch = { }; };
      expected = [ "cuda: general.cuda.minver = \"14.0\" in build.toml leaves none of CUDA 12.6, 12.8, 12.9, 13.0" ];
    };
    "bounds on Torch are named with the versions that there are" = {
      actual = reasons { general.backends = [ "xpu" ]; torch = { minver = "3.0"; maxver = "3.1"; }; };
      expected = [
        "xpu: torch.minver = \"3.0\" and torch.maxver = \"3.1\" in build.toml leaves none of Torch 2.10, 2.11"
      ];
    };
    "a stable ABI that is too new is named" = {
      actual = reasons { general.backends = [ "cpu" ]; torch.stable-abi = "3.0"; };
      expected = [ "cpu: torch.stable-abi in build.toml is newer than Torch 2.10, 2.11, 2.13" ];
    };
    "torchVersions that chooses nothing is named" = {
      actual = reasonsFor [ ] "x86_64-linux" { general.backends = [ "cpu" ]; torch = { }; };
      expected = [ "cpu: `torchVersions` in flake.nix leaves none of its records" ];
    };
    "a backend without records for the system is named" = {
      actual = reasonsFor versions "aarch64-linux" { general.backends = [ "rocm" ]; torch = { }; };
      expected = [ "rocm: kernel-builder has no ROCm for aarch64-linux" ];
    };
  };
}
