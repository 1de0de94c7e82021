# Fetch one wheel from the index that pip is set up with.
{ system, pythonVersion }:
{
  # Name and version of the distribution: pip is asked for `name==version`.
  name,
  version,
  # The wheel's file name. Its tags name the Python and the platform that it is for.
  file,
  # Hexadecimal hash of the file.
  sha256,
  # A further index to ask if the index of pip does not have the file.
  fallbackIndex ? "",
}:
let
  common = import ./environment.nix;
in
derivation (
  common
  // {
    # A store name cannot hold every character of a file name (`+cpu`, `1!2.0`).
    name = builtins.replaceStrings [ "!" ] [ "_" ] file;
    inherit
      system
      pythonVersion
      file
      fallbackIndex
      ;
    requirement = "${name}==${version}";
    args = [ "${common.fetchers}/fetch-wheel.sh" ];
    outputHashMode = "flat";
    outputHashAlgo = "sha256";
    outputHash = sha256;
  }
)
