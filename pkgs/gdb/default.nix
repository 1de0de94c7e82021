# Debian's gdb, for development shells. It brings the libraries that the Debian root does not have.
{
  stdenvNoCC,
  buildPackages,
  fetchDebs,
  debianRoot,
  multiarch,
  hostPlatform,
}:
let
  pins = (builtins.fromJSON (builtins.readFile (../base/debian/lock + "/${hostPlatform.system}.json"))).gdb;
in
stdenvNoCC.mkDerivation {
  name = "gdb";
  debs = fetchDebs {
    name = "debian-12-gdb";
    renew = "debian";
    inherit (pins) files hash;
  };
  inherit multiarch;
  inherit (debianRoot) interpreter libraries;
  nativeBuildInputs = [ buildPackages.patchelf ];
  buildCommand = ''
    unpackDebs $debs unpacked
    mkdir -p $out/bin $out/lib
    cp -a unpacked/usr/lib/$multiarch/*.so* $out/lib/
    cp unpacked/usr/bin/gdb $out/bin/gdb
    patchProgram $out/bin/gdb "$interpreter" "$out/lib:$libraries"
  '';
}
