# One store path with the unpacked Debian packages of the lock: compiler, shell, Python and their libraries.
# Its programs run from there on any machine: each names the root's own loader and library folder.
{
  system,
  # See ../systems.nix.
  multiarch,
  loader,
  pythonVersion,
  busybox,
  patchelf,
  # A folder of .deb files.
  debs,
}:
let
  root = derivation {
    name = "debian-root";
    inherit
      system
      multiarch
      loader
      pythonVersion
      debs
      ;
    builder = "${busybox}/bin/busybox";
    args = [
      "sh"
      ./root.sh
    ];
    PATH = "${busybox}/bin:${patchelf}/bin";
  };
in
root
// {
  # For programs that run from the root: their loader, and the folder of their libraries.
  interpreter = "${root}/usr/${loader}";
  libraries = "${root}/usr/lib/${multiarch}";
}
