# Fetch one of NVIDIA's redistributable archives.
{ system }:
{
  # Path below NVIDIA's folder compute/cuda/redist, as its manifests have it.
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
