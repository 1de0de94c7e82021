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
    toolchain = {
      inherit dependencies;
      notPackaged.cutlass_2_10 = "no registry has it";
    };
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
        "kernel.sycl depends on sycl_tla: it has no package here; kernel-builder packages onednn"
        "kernel.sycl depends on sycl_tla: it has no package here; kernel-builder packages none for the label"
      ];
    };
    "the reason of a library that cannot be packaged is in the sentence" = {
      actual =
        let
          kernelConfig.kernel.old = { backend = "cuda"; depends = [ "cutlass_2_10" ]; };
        in
        notPackaged kernelConfig (config "cuda" [ "cutlass_3_6" ]);
      expected = "kernel.old depends on cutlass_2_10: no registry has it; kernel-builder packages cutlass_3_6";
    };
  };
}
