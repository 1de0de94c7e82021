# Python, and the packages that can be had with it: `python3.withPackages (ps: [ ps.numpy ])`.
{
  callPackage,
  stdenvNoCC,
  fetchWheel,
  debianRoot,
  system,
  # Functions `final: prev: { … }` over the set of packages.
  pythonOverlays,
  makePackageSet,
}:
let
  pins = builtins.fromJSON (builtins.readFile (./lock + "/${system}.json"));
  pinnedWheel =
    name:
    fetchWheel {
      inherit name;
      inherit (pins.${name}) version file sha256;
    };
  buildWheel = callPackage ./build-wheel.nix { installerWheel = pinnedWheel "installer"; };
  withPackages = callPackage ./with-packages.nix { };

  locked = final: _: {
    inherit buildWheel;
  }
  // builtins.mapAttrs (import ./pinned.nix final) pins;
  packages = makePackageSet ([ locked ] ++ pythonOverlays);
in
debianRoot
// {
  pythonVersion = "3.11";
  sitePackages = "lib/python3.11/site-packages";
  pkgs = packages;
  # choose: function from the set of packages to a list of them.
  withPackages = choose: withPackages { packages = choose packages; };
}
