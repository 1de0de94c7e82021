let
  inherit (import ../../../lib/kernel-depends.nix) libraryNames notPackaged;
  kernelConfig.kernel = {
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
  config = backend: dependencies: {
    inherit backend;
    label = "the label";
    toolchain = { inherit dependencies; };
  };
in
{
  libraryNames = {
    "each library of the backend's kernels is named once, without Torch" = {
      actual = map (libraryNames kernelConfig) [ "cuda" "cpu" ];
      expected = [ [ "cutlass_3_6" "cutlass_3_8" ] [ ] ];
    };
    "a kernel config without kernels depends on nothing" = {
      actual = libraryNames { } "cuda";
      expected = [ ];
    };
  };
  notPackaged = {
    "a packaged library is not a reason" = {
      actual = notPackaged kernelConfig (config "cuda" [ "cutlass_3_6" "cutlass_3_8" ]);
      expected = null;
    };
    "another library is named with its kernel and the packaged libraries" = {
      actual = map (dependencies: notPackaged kernelConfig (config "xpu" dependencies)) [
        [ "onednn" ]
        [ ]
      ];
      expected = [
        "kernel.sycl depends on sycl_tla, which has no package here; kernel-builder packages onednn"
        "kernel.sycl depends on sycl_tla, which has no package here; kernel-builder packages none for the label"
      ];
    };
  };
}
