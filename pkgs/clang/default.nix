# clang and lld, of Debian 13's release, with libraries of their own: what the Debian root has is too old for them.
{
  stdenvNoCC,
  fetchDebs,
  patchelf,
  debianRoot,
  loader,
  multiarch,
  system,
}:
let
  pins = (builtins.fromJSON (builtins.readFile ./lock.json)).${system}
    or (throw "clang is pinned for x86_64-linux alone: pkgs/clang/update-lock.py");
in
stdenvNoCC.mkDerivation {
  name = "clang-22";
  debs = fetchDebs {
    name = "debian-13-clang";
    renew = "clang";
    inherit (pins) files hash;
  };
  inherit debianRoot loader multiarch;
  nativeBuildInputs = [ patchelf ];
  assemble = ./assemble.sh;
  buildCommand = "source $assemble";
}
