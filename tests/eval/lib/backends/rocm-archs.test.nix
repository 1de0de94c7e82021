let
  inherit (import ../../../../lib/backends/rocm-archs.nix) deviceCode;
  table = builtins.fromJSON (builtins.readFile ../../../../pkgs/rocm/architectures.json);
  listed = builtins.concatStringsSep ", ";
  of = kernels: deviceCode (builtins.mapAttrs (_: kernel: { backend = "rocm"; src = [ "k.hip" ]; } // kernel) kernels);
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
        problem = null;
        warnings = [ ];
      };
    };
    "a table with C++ alone adds neither architectures nor lines about them" = {
      actual = builtins.removeAttrs (of { host = { src = [ "k.cpp" ]; rocm-archs = [ "gfx940" "gfx942" ]; }; }) [
        "cmakeFlags"
      ];
      expected = { archs = [ ]; problem = null; warnings = [ ]; };
    };
    "kernels of other backends are ignored" = {
      actual = of { a.backend = "cuda"; };
      expected = import ../../../../lib/backends/no-device-code.nix;
    };
    "architectures that the compiler does not have are left out, with a line" = {
      actual = of { k.rocm-archs = [ "gfx940" "gfx942" "gfx941" "gfx90a:xnack+" ]; };
      expected = {
        archs = [ "gfx90a:xnack+" "gfx942" ];
        cmakeFlags = [ "-Dkernel_k_HIP_ARCHITECTURES=gfx942;gfx90a:xnack+" ];
        problem = null;
        warnings = [
          (
            "build.toml: kernel.k.rocm-archs: ROCm 7.2's compiler has no gfx940, gfx941, "
            + "so the library has no code for it"
          )
        ];
      };
    };
    "if no architecture is left, that is the problem" = {
      actual = (of { k.rocm-archs = [ "gfx940" "gfx1" ]; }).problem;
      expected =
        "build.toml: kernel.k.rocm-archs: ROCm 7.2's compiler has none of gfx940, gfx1; it has ${listed table.known}";
    };
    "an empty list is a problem" = {
      actual = (of { k.rocm-archs = [ ]; }).problem;
      expected =
        "build.toml: kernel.k.rocm-archs: the list is empty, so there would be no device code; "
        + "remove the key for the default: ${listed table.default}";
    };
  };
}
