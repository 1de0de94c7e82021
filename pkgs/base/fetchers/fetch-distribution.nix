# Fetch one file of a Python distribution, a wheel or a source archive, from the index that pip is set up with.
{ buildPlatform, pythonVersion }:
{
  # Name and version of the distribution: pip is asked for `name==version`.
  name,
  version,
  # The file's name. The tags in a wheel's name tell the Python and the platform that it is for.
  file,
  # Hexadecimal hash of the file.
  sha256,
  # Bytes of the file, 0 if unknown: for the progress of the download.
  size ? 0,
  # A further index to ask if the index of pip does not have the file.
  fallbackIndex ? "",
  # The part of update-pins, or the command, that writes a newer pin.
  renew ? "",
}:
let
  common = import ./environment.nix;
in
derivation (
  common
  // {
    # A store name cannot hold every character of a file name (`+cpu`, `1!2.0`).
    name = builtins.replaceStrings [ "!" ] [ "_" ] file;
    inherit (buildPlatform) system;
    inherit
      pythonVersion
      file
      size
      fallbackIndex
      renew
      ;
    requirement = "${name}==${version}";
    args = [ "${common.fetchers}/fetch-distribution.sh" ];
    outputHashMode = "flat";
    outputHashAlgo = "sha256";
    outputHash = sha256;
  }
)
