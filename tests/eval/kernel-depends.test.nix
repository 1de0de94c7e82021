let
  inherit (import ../../lib/kernel-depends.nix) dependsOf missingOf;
  kernels = {
    gemm = {
      backend = "cuda";
      depends = [ "torch" "cutlass_3_8" ];
    };
    other = {
      backend = "cuda";
      depends = [ "cutlass_3_8" "cutlass_3_6" ];
    };
    sycl = {
      backend = "xpu";
      depends = [ "torch" "sycl_tla" ];
    };
  };
in
{
  "libraries of a backend are named once, without Torch" = {
    actual = map (dependsOf kernels) [ "cuda" "cpu" ];
    expected = [ [ "cutlass_3_6" "cutlass_3_8" ] [ ] ];
  };
  "a library that is packaged is not missing" = {
    actual = missingOf kernels "cuda";
    expected = null;
  };
  "a library that is not is said with the kernel that asks for it, and with what there is" = {
    actual = missingOf kernels "xpu";
    expected = "kernel.sycl depends on sycl_tla, which has no package here; there are cutlass_3_5, cutlass_3_6, cutlass_3_8";
  };
}
