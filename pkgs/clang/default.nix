# clang and lld from Debian 13, with their own libraries: the Debian root's libraries are too old for them.
{
  stdenvNoCC,
  fetchDebs,
  buildPackages,
  debianRoot,
  loader,
  multiarch,
  hostPlatform,
}:
let
  inherit (hostPlatform) system;
  notPinned =
    "pkgs/clang/lock.json has no pins of clang for ${system}: "
    + "add the system to SYSTEMS in pkgs/clang/update-lock.py and run `nix run .#update-pins -- clang`";
  pins = (builtins.fromJSON (builtins.readFile ./lock.json)).${system} or (throw notPinned);
in
stdenvNoCC.mkDerivation {
  name = "clang-22";
  debs = fetchDebs {
    name = "debian-13-clang";
    renew = "clang";
    inherit (pins) files hash;
  };
  inherit debianRoot loader multiarch;
  nativeBuildInputs = [ buildPackages.patchelf ];
  buildCommand = "source ${./assemble.sh}";
}
