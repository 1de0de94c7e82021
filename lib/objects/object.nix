# The objects of one table of build.toml: a function from a source to the derivation that compiles it.
{ pkgs }:
{
  # The kernel's name, and the backend.
  kernel,
  backend,
  # The commands: see commands.nix.
  commands,
  # The Python that hipifies, and that looks for hints about errors.
  python,
  # Packages that compile, and the folder of the framework, null for sources that do not use it.
  packages,
  frameworkFolder,
  # The folders of headers that hipify translates, and the folder of the Python module.
  headerFolders,
  extensionFolder,
}:
let
  inherit (builtins)
    concatStringsSep
    filter
    isString
    split
    ;
  # A store name cannot hold every character of a path.
  nameOf = source: concatStringsSep "-" (filter (part: isString part && part != "") (split "[^A-Za-z0-9._+]+" source));
in
{
  # The source: its path in the kernel's folder, and the file.
  source,
  file,
  # A folder with the files that the source may include.
  headers,
  # The sources that hipify translates for this object.
  hipify,
  # The folder with the precompiled header that the source may take, or null.
  precompiled,
  # The ops' id, or null if the object cannot depend on it.
  opsId,
}:
pkgs.stdenv.mkDerivation {
  name = "${kernel}-object-${nameOf source}";
  inherit
    source
    file
    headers
    commands
    opsId
    precompiled
    frameworkFolder
    backend
    extensionFolder
    ;
  hipify = concatStringsSep "\n" hipify;
  headerFolders = concatStringsSep "\n" headerFolders;
  nativeBuildInputs = [ python ];
  buildInputs = packages;
  buildCommand = "source ${./object.sh}";
}
