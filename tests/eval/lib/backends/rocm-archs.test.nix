let
  inherit (import ../../../../lib/backends/rocm-archs.nix) deviceCode;
  of = kernels: deviceCode (builtins.mapAttrs (_: kernel: { backend = "rocm"; } // kernel) kernels);
in
{
  deviceCode = {
    "a kernel without a list gets the default architectures" = {
      actual = (of { k = { }; }).cmakeFlags;
      expected = [
        "-Dkernel_k_HIP_ARCHITECTURES=gfx906;gfx908;gfx90a;gfx942;gfx950;gfx1030;gfx1100;gfx1101;gfx1200;gfx1201"
      ];
    };
    "each kernel has its own architectures, and the library has the architectures of all kernels" = {
      actual = of { a.rocm-archs = [ "gfx90a" ]; b.rocm-archs = [ "gfx942" "gfx90a" ]; };
      expected = {
        archs = [ "gfx90a" "gfx942" ];
        cmakeFlags = [
          "-Dkernel_a_HIP_ARCHITECTURES=gfx90a"
          "-Dkernel_b_HIP_ARCHITECTURES=gfx942;gfx90a"
        ];
      };
    };
    "kernels of other backends are ignored" = {
      actual = of { a.backend = "cuda"; };
      expected = { archs = [ ]; cmakeFlags = [ ]; };
    };
  };
}
