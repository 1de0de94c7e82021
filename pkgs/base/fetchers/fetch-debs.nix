# Fetch .deb files by their pool paths.
{ system }:
{
  # Store name of the folder.
  name,
  # List of { path, sha256, size }: pool path, hexadecimal hash, bytes.
  files,
  # SRI hash of the folder that holds them all, named as in the pool.
  hash,
}:
derivation (
  import ./environment.nix
  // {
    inherit name system;
    args = [ ./fetch-debs.sh ];
    files = map (file: "${file.path} ${file.sha256}") files;
    outputHashMode = "recursive";
    outputHashAlgo = null;
    outputHash = hash;
  }
)
