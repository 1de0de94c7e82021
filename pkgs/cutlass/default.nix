# CUTLASS's headers from NVIDIA's wheels, laid out as in its source tree: a derivation for each version, under the name
# of the version in a kernel's `depends`, such as `cutlass_3_8`.
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
