# Fetch .deb files by their pool paths.
{ system }:
{
  # Store name of the folder.
  name,
  # List of { path, sha256, size }: pool path, hexadecimal hash, bytes.
  files,
  # SRI hash of the folder that holds them all, named as in the pool.
  hash,
  # For files that Debian replaces in time: what update-pins calls them.
  renew ? "",
}:
derivation (
  import ./environment.nix
  // {
    inherit name system renew;
    args = [ ./fetch-debs.sh ];
    files = map (file: "${file.path} ${file.sha256}") files;
    outputHashMode = "recursive";
    outputHashAlgo = null;
    outputHash = hash;
  }
)
