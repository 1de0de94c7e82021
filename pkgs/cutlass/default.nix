# CUTLASS's headers out of files on PyPI, laid out as in its source tree: a derivation for each version, under the name
# of the version in a kernel's `depends`, such as `cutlass_3_8`.
{ stdenvNoCC, fetchDistribution }:
builtins.mapAttrs (
  name: pin:
  stdenvNoCC.mkDerivation {
    pname = builtins.replaceStrings [ "_" ] [ "-" ] name;
    inherit (pin) version folder;
    library = name;
    archive = fetchDistribution {
      name = pin.distribution;
      renew = "cutlass";
      inherit (pin)
        version
        file
        sha256
        size
        ;
    };
    buildCommand = "source ${./unpack-headers.sh}";
  }
) (builtins.fromJSON (builtins.readFile ./lock.json))
