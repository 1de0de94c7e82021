# Fetch one wheel from the index that pip is set up with.
{ system }:
{
  # Distribution name and version, as in `name==version`.
  name,
  version,
  # The wheel's file name; its tags say for which Python and platform it is.
  file,
  # Hexadecimal hash of the file.
  sha256,
  # An index to ask as well, where pip's own does not have the file.
  fallbackIndex ? "",
}:
derivation (
  import ./environment.nix
  // {
    # A store name cannot hold every character of a file name (`+cpu`, `1!2.0`).
    name = builtins.replaceStrings [ "!" ] [ "_" ] file;
    inherit system file fallbackIndex;
    requirement = "${name}==${version}";
    args = [ ./fetch-wheel.sh ];
    outputHashMode = "flat";
    outputHashAlgo = "sha256";
    outputHash = sha256;
  }
)
