# Debian's gdb, for development shells: the program with libraries of its own beside the root's.
{
  stdenvNoCC,
  patchelf,
  fetchDebs,
  debianRoot,
  loader,
  multiarch,
  system,
}:
let
  pins = (builtins.fromJSON (builtins.readFile (../base/debian/lock + "/${system}.json"))).gdb;
in
stdenvNoCC.mkDerivation {
  name = "gdb";
  debs = fetchDebs {
    name = "debian-12-gdb";
    inherit (pins) files hash;
  };
  inherit multiarch;
  interpreter = "${debianRoot}/usr/${loader}";
  libraries = "${debianRoot}/usr/lib/${multiarch}";
  nativeBuildInputs = [ patchelf ];
  buildCommand = ''
    mkdir -p unpacked $out/bin $out/lib
    for deb in $debs/*.deb; do
      ar p "$deb" data.tar.xz | tar xJ -C unpacked
    done
    cp -a unpacked/usr/lib/$multiarch/*.so* $out/lib/
    cp unpacked/usr/bin/gdb $out/bin/gdb
    patchelf --set-interpreter "$interpreter" --force-rpath --set-rpath "$out/lib:$libraries" $out/bin/gdb
  '';
}
