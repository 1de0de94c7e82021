let
  tables =
    kernelConfig: cmakeFlags:
    import ../../../../lib/objects/tables.nix {
      inherit kernelConfig;
      buildConfig = { backend = "cuda"; framework.table = "torch"; };
      deviceCode = { inherit cmakeFlags; };
    };
  config = {
    torch.src = [ "a.cpp" "./b//a.cc" "a.h" "a.cpp" ];
    kernel = {
      x = { backend = "cuda"; src = [ "x.cu" "x.cuh" "x.cpp" ]; };
      y = { backend = "cpu"; src = [ "y.cpp" ]; };
    };
  };
  summary = map (table: { inherit (table) target sources; });
in
{
  tables = {
    "the binding and the kernels of the backend are compiled, each source once, by CMake's form of its path" = {
      actual = summary (tables config [ "-Dkernel_x_CUDA_ARCHITECTURES=80" ]);
      expected = [
        { target = null; sources = [ "a.cpp" "b/a.cc" ]; }
        { target = "kernel_x"; sources = [ "x.cpp" "x.cu" ]; }
      ];
    };
    "a kernel that needs a newer CUDA is left out" = {
      actual = builtins.length (tables config [ "-Dkernel_x_CUDA_ARCHITECTURES=none" ]);
      expected = 1;
    };
  };
}
