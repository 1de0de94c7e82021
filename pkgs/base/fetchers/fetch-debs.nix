# Fetch .deb files by their paths in a mirror's pool.
{ buildPlatform }:
{
  # Name of the store path, a folder.
  name,
  # List of { path, sha256, size }: pool path, hexadecimal hash, bytes.
  files,
  # SRI hash of the folder that holds all files under their names in the pool.
  hash,
  # For files that Debian replaces in time: the part of update-pins that renews them.
  renew ? "",
}:
let
  common = import ./environment.nix;
in
derivation (
  common
  // {
    inherit (buildPlatform) system;
    inherit name renew;
    args = [ "${common.fetchers}/fetch-debs.sh" ];
    files = map (file: "${file.path} ${file.sha256}") files;
    size = builtins.foldl' (sum: file: sum + file.size) 0 files;
    outputHashMode = "recursive";
    outputHashAlgo = null;
    outputHash = hash;
  }
)
