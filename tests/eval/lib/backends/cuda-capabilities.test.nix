let
  inherit (import ../../../../lib/backends/cuda-capabilities.nix) capabilitiesOf deviceCode;
  of = capabilitiesOf (toolkit "13.0") "k";
  # A toolkit as it is by default: for CUDA 12 with a compiler of another release.
  toolkit = version: { inherit version; compilerIsOwn = builtins.compareVersions version "13" >= 0; };
in
{
  capabilitiesOf = {
    "without a list of its own a kernel gets the defaults" = {
      actual = of { };
      expected = [ "7.5" "8.0" "8.6" "8.7" "8.9" "9.0" "10.0" "11.0" "12.0" "12.1+PTX" ];
    };
    "its own list is cut to what the toolkit has" = {
      actual = of { cuda-capabilities = [ "7.0" "8.0" "9.0a" "10.0f+PTX" ]; };
      expected = [ "8.0" "9.0a" "10.0f+PTX" ];
    };
    "where the compiler is older than the toolkit, the newest that it makes has PTX, for what is newer" = {
      actual = map (capabilitiesOf (toolkit "12.8") "k") [
        { }
        { cuda-capabilities = [ "8.0" "9.0" "10.0" ]; }
        { cuda-capabilities = [ "9.0a" "10.0a" ]; }
        { cuda-capabilities = [ "8.0" "9.0" ]; }
      ];
      expected = [
        [ "7.0" "7.2" "7.5" "8.0" "8.6" "8.7" "8.9" "9.0+PTX" ]
        [ "8.0" "9.0+PTX" ]
        [ "9.0a" ]
        [ "8.0" "9.0" ]
      ];
    };
    "with NVIDIA's own compiler all that the toolkit has is made" = {
      actual = capabilitiesOf { version = "12.8"; compilerIsOwn = true; } "k" {
        cuda-capabilities = [ "9.0" "10.0a" ];
      };
      expected = [ "9.0" "10.0a" ];
    };
    "a kernel that needs a newer CUDA is left out" = {
      actual = of { cuda-minver = "13.2"; };
      expected = null;
    };
    "a kernel that needs this CUDA is not" = {
      actual = of { cuda-minver = "13.0"; cuda-capabilities = [ "9.0" ]; };
      expected = [ "9.0" ];
    };
    "the defaults of a toolkit are among what it has" = {
      actual = builtins.all (
        version:
        let
          known = (builtins.fromJSON (builtins.readFile ../../../../pkgs/cuda/capabilities.json)).${version};
        in
        builtins.all (c: builtins.elem (builtins.replaceStrings [ "+PTX" ] [ "" ] c) known.toolkit) known.default
      ) [ "13.0" "13.2" ];
      expected = true;
    };
  };
  deviceCode = {
    "CMake is told machine code and PTX apart, per kernel of CUDA" = {
      actual = (deviceCode (toolkit "13.0") {
        a = { backend = "cuda"; cuda-capabilities = [ "9.0a" "12.1+PTX" ]; };
        b = { backend = "cpu"; };
        c = { backend = "cuda"; cuda-minver = "13.2"; };
      }).cmakeFlags;
      expected = [
        "-Dkernel_a_CUDA_ARCHITECTURES=90a-real;121"
        "-Dkernel_c_CUDA_ARCHITECTURES=none"
      ];
    };
    "a build's architectures are those of all its kernels, each once" = {
      actual = (deviceCode (toolkit "13.0") {
        a = { backend = "cuda"; cuda-capabilities = [ "9.0" "8.0" ]; };
        b = { backend = "cuda"; cuda-capabilities = [ "9.0" "9.0a" ]; };
      }).archs;
      expected = [ "8.0" "9.0" "9.0a" ];
    };
  };
}
