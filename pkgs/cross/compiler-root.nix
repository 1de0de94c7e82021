# Debian's GCC and binutils for another machine, laid out as the Debian root is: bin/ has the programs under their usual
# names, and usr/ the headers and libraries of that machine's Debian root.
{
  callPackage,
  stdenvNoCC,
  fetchDebs,
  buildPackages,
  debianRoot,
  multiarch,
}:
stdenvNoCC.mkDerivation {
  name = "debian-root-with-cross-compiler";
  debs = fetchDebs {
    renew = "cross";
    name = "debian-12-gcc-for-${multiarch}";
    inherit ((callPackage ./pins.nix { }).compiler) files hash;
  };
  hostRoot = debianRoot;
  buildRoot = buildPackages.debianRoot;
  inherit multiarch;
  inherit (buildPackages.debianRoot) interpreter libraries;
  buildMultiarch = buildPackages.multiarch;
  nativeBuildInputs = [ buildPackages.patchelf ];
  buildCommand = "source ${./compiler-root.sh}";
}
