# Python, and the packages that it can have: `python3.withPackages (ps: [ ps.numpy ])`.
{
  callPackage,
  fetchDistribution,
  debianRoot,
  hostPlatform,
  pythonVersion,
  # Functions `final: prev: { … }` over the set of packages.
  pythonOverlays,
  makePackageSet,
}:
let
  # The folder of packages below a prefix.
  sitePackages = "lib/python${pythonVersion}/site-packages";
  pins = builtins.fromJSON (builtins.readFile (./lock + "/${hostPlatform.system}.json"));
  pinnedWheel =
    name:
    fetchDistribution {
      inherit name;
      renew = "python";
      inherit (pins.${name})
        version
        file
        sha256
        size
        ;
    };
  buildWheel = callPackage ./build-wheel.nix {
    inherit sitePackages;
    installerWheel = pinnedWheel "installer";
  };
  withPackages = callPackage ./with-packages.nix { inherit sitePackages; };

  locked = final: _: {
    inherit buildWheel;
  }
  // builtins.mapAttrs (import ./pinned.nix final) pins;
  packages = makePackageSet ([ locked ] ++ pythonOverlays);
in
debianRoot
// {
  inherit pythonVersion sitePackages;
  pkgs = packages;
  # choose: function from the set of packages to a list of them.
  withPackages = choose: withPackages { packages = choose packages; };
}
