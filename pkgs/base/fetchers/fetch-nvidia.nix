# Fetch one of NVIDIA's redistributable archives.
{ system }:
{
  # Path below the folder compute/cuda/redist of NVIDIA's server.
  path,
  # Hexadecimal hash of the file.
  sha256,
}:
derivation (
  import ./environment.nix
  // {
    inherit system path;
    name = baseNameOf path;
    args = [ ./fetch-nvidia.sh ];
    outputHashMode = "flat";
    outputHashAlgo = "sha256";
    outputHash = sha256;
  }
)
