# A Python with packages: a virtual environment in the store that links to the files of each package.
{
  stdenvNoCC,
  debianRoot,
  pythonVersion,
  # See default.nix.
  sitePackages,
}:
{
  # Packages; the environment also holds all packages that they require.
  packages,
  name ? "python3-env",
}:
let
  closure = builtins.genericClosure {
    startSet = map toNode packages;
    operator = node: map toNode node.package.requires;
  };
  toNode = package: {
    key = package.pythonName;
    inherit package;
  };
in
stdenvNoCC.mkDerivation {
  inherit
    name
    debianRoot
    pythonVersion
    sitePackages
    ;
  packages = map (node: node.package) closure;
  buildCommand = "python3 ${./make-environment.py}";
}
