# QEMU's user mode emulator: a static program that runs another machine's programs, with this machine's kernel.
{
  callPackage,
  stdenvNoCC,
  fetchDebs,
  machine,
}:
let
  pins = (callPackage ./pins.nix { }).emulator;
  emulator = stdenvNoCC.mkDerivation {
    pname = "qemu-${machine}";
    inherit (pins) version;
    debs = fetchDebs {
      name = "debian-13-qemu-user";
      renew = "cross";
      inherit (pins) files hash;
    };
    program = "qemu-${machine}";
    buildCommand = ''
      unpackDebs $debs unpacked
      mkdir -p $out/bin
      cp unpacked/usr/bin/$program $out/bin/
    '';
    passthru = {
      # The emulator's name for readers, and its program.
      label = "QEMU ${pins.version}";
      program = "${emulator}/bin/qemu-${machine}";
    };
  };
in
emulator
