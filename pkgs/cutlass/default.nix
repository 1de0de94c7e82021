# CUTLASS as a kernel's `depends` names it, `cutlass_3_8`: its headers, out of NVIDIA's wheel, as its source tree has them.
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
    unpackHeaders = ./unpack-headers.sh;
    buildCommand = "source $unpackHeaders";
  }
) (builtins.fromJSON (builtins.readFile ./lock.json))
