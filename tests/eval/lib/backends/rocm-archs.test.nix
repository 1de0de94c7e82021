let
  inherit (import ../../../../lib/backends/rocm-archs.nix) deviceCode;
  of = kernels: deviceCode (builtins.mapAttrs (_: kernel: { backend = "rocm"; } // kernel) kernels);
  said = kernel: builtins.tryEval (builtins.deepSeq (of { k = kernel; }) true);
in
{
  deviceCode = {
    "without a list of its own a kernel gets the defaults of spec and Hub" = {
      actual = (of { k = { }; }).cmakeFlags;
      expected = [
        "-Dkernel_k_HIP_ARCHITECTURES=gfx906;gfx908;gfx90a;gfx942;gfx950;gfx1030;gfx1100;gfx1101;gfx1200;gfx1201"
      ];
    };
    "each kernel has its own, and the library those of all" = {
      actual = of { a.rocm-archs = [ "gfx90a" ]; b.rocm-archs = [ "gfx942" "gfx90a" ]; };
      expected = {
        archs = [ "gfx90a" "gfx942" ];
        cmakeFlags = [
          "-Dkernel_a_HIP_ARCHITECTURES=gfx90a"
          "-Dkernel_b_HIP_ARCHITECTURES=gfx942;gfx90a"
        ];
      };
    };
    "kernels of other backends are none of it" = {
      actual = of { a.backend = "cuda"; };
      expected = { archs = [ ]; cmakeFlags = [ ]; };
    };
  };
}
