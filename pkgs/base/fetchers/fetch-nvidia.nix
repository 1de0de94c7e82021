# Fetch one of NVIDIA's redistributable archives.
{ buildPlatform }:
{
  # Path below the folder compute/cuda/redist of NVIDIA's server.
  path,
  # Hexadecimal hash of the file.
  sha256,
}:
let
  common = import ./environment.nix;
in
derivation (
  common
  // {
    inherit (buildPlatform) system;
    inherit path;
    renew = "cuda";
    name = baseNameOf path;
    args = [ "${common.fetchers}/fetch-nvidia.sh" ];
    outputHashMode = "flat";
    outputHashAlgo = "sha256";
    outputHash = sha256;
  }
)
