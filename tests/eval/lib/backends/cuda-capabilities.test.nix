let
  inherit (import ../../../../lib/backends/cuda-capabilities.nix) capabilitiesOf deviceCode;
  of = capabilitiesOf (toolkit "13.0");
  table = builtins.fromJSON (builtins.readFile ../../../../pkgs/cuda/capabilities.json);
  listed = builtins.concatStringsSep ", ";
  problemWith =
    version: cuda-capabilities:
    (deviceCode (toolkit version) { k = { backend = "cuda"; inherit cuda-capabilities; }; }).problem;
  place = "build.toml: kernel.k.cuda-capabilities";
  # A toolkit as it is by default: for CUDA 12 with a compiler of another release.
  toolkit = toolkitFor "x86_64-linux";
  toolkitFor = system: version: {
    inherit system version;
    compilerIsOwn = builtins.compareVersions version "13" >= 0;
  };
in
{
  capabilitiesOf = {
    "a kernel without a list gets the default capabilities" = {
      actual = of { };
      expected = [ "7.5" "8.0" "8.6" "8.7" "8.9" "9.0" "10.0" "11.0" "12.0" "12.1+PTX" ];
    };
    "on aarch64-linux these are the capabilities of Torch's own build for it, and of the GPUs sold with it" = {
      actual = map (version: capabilitiesOf (toolkitFor "aarch64-linux" version) { }) [ "13.0" "12.6" ];
      expected = [
        [ "8.0" "8.7" "9.0" "10.0" "10.3" "11.0" "12.0" "12.1+PTX" ]
        [ "7.0" "7.2" "7.5" "8.0" "8.6" "8.7" "8.9" "9.0+PTX" ]
      ];
    };
    "a kernel's own list is reduced to the capabilities of the toolkit" = {
      actual = of { cuda-capabilities = [ "7.0" "8.0" "9.0a" "10.0f+PTX" ]; };
      expected = [ "8.0" "9.0a" "10.0f+PTX" ];
    };
    "if the compiler is older than the toolkit, the newest capability that it knows has PTX, for newer GPUs" = {
      actual = map (capabilitiesOf (toolkit "12.8")) [
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
    "NVIDIA's own compiler compiles for all capabilities of the toolkit" = {
      actual = capabilitiesOf (toolkit "12.8" // { compilerIsOwn = true; }) {
        cuda-capabilities = [ "9.0" "10.0a" ];
      };
      expected = [ "9.0" "10.0a" ];
    };
    "a kernel that needs a newer CUDA is left out" = {
      actual = of { cuda-minver = "13.2"; };
      expected = null;
    };
    "a kernel that needs this CUDA stays" = {
      actual = of { cuda-minver = "13.0"; cuda-capabilities = [ "9.0" ]; };
      expected = [ "9.0" ];
    };
    "the default capabilities of a toolkit are capabilities that it has" = {
      actual = builtins.all (
        version:
        let
          known = table.${version};
        in
        builtins.all (c: builtins.elem (builtins.replaceStrings [ "+PTX" ] [ "" ] c) known.toolkit) (
          known.default ++ builtins.concatLists (builtins.attrValues (known.default-of-system or { }))
        )
      ) (builtins.attrNames table);
      expected = true;
    };
  };
  deviceCode = {
    "CMake gets the capabilities of each CUDA kernel, machine code and PTX apart" = {
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
    "a build has the architectures of all its kernels, each once" = {
      actual = (deviceCode (toolkit "13.0") {
        a = { backend = "cuda"; src = [ "a.cu" ]; cuda-capabilities = [ "9.0" "8.0" ]; };
        b = { backend = "cuda"; src = [ "b.cu" ]; cuda-capabilities = [ "9.0" "9.0a" ]; };
      }).archs;
      expected = [ "8.0" "9.0" "9.0a" ];
    };
    "a table with C++ alone adds no architectures" = {
      actual = (deviceCode (toolkit "13.0") {
        host = { backend = "cuda"; src = [ "a.cpp" "a.h" ]; };
        device = { backend = "cuda"; src = [ "a.cu" "a.h" ]; cuda-capabilities = [ "9.0a" ]; };
      }).archs;
      expected = [ "9.0a" ];
    };
    "capabilities that the compiler has are no problem" = {
      actual = problemWith "13.0" [ "9.0" ];
      expected = null;
    };
    "capabilities that only a newer compiler has are a problem" = {
      actual = problemWith "12.8" [ "10.0a" ];
      expected =
        "${place}: the compiler for CUDA 12.8 knows GPUs up to 9.0, and the list has only 10.0a; "
        + "add a capability up to 9.0, or set general.cuda.minver = \"13.0\", whose compiler knows newer GPUs";
    };
    "capabilities that the CUDA no longer has are a problem" = {
      actual = problemWith "13.0" [ "6.0" "7.0" ];
      expected =
        "${place}: CUDA 13.0 has none of 6.0, 7.0; add one of ${listed table."13.0".toolkit}, "
        + "or set general.cuda.minver or maxver to the CUDA that has yours";
    };
    "an empty list is a problem" = {
      actual = problemWith "13.0" [ ];
      expected =
        "${place}: the list is empty, so there would be no device code; "
        + "remove the key for the default: ${listed table."13.0".default}";
    };
  };
}
