# A Python with packages: a virtual environment in the store, of links to each package's files.
{ stdenvNoCC, debianRoot }:
{
  # Packages; what they require comes along.
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
  inherit name debianRoot;
  packages = map (node: node.package) closure;
  makeEnvironment = ./make-environment.py;
  buildCommand = "python3 $makeEnvironment";
}
