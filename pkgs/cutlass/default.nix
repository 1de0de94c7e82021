# CUTLASS's headers from NVIDIA's wheels, laid out as in its source tree. One derivation for each version, under its name
# in a kernel's `depends`, such as `cutlass_3_8`.
{ stdenvNoCC, fetchWheel }:
builtins.mapAttrs (
  name: pin:
  stdenvNoCC.mkDerivation {
    pname = builtins.replaceStrings [ "_" ] [ "-" ] name;
    inherit (pin) version;
    library = name;
    wheel = fetchWheel {
      name = "nvidia-cutlass";
      inherit (pin) version file sha256;
    };
    buildCommand = "source ${./unpack-headers.sh}";
  }
) (builtins.fromJSON (builtins.readFile ./lock.json))
