# One store path with the Debian packages of the lock unpacked: compiler, shell, Python and their libraries.
# Its programs run from there on any machine: each names the root's own loader and library folder.
{
  system,
  multiarch,
  loader,
  busybox,
  patchelf,
  debs,
}:
derivation {
  name = "debian-root";
  inherit
    system
    multiarch
    loader
    debs
    ;
  builder = "${busybox}/bin/busybox";
  args = [
    "sh"
    ./root.sh
  ];
  PATH = "${busybox}/bin:${patchelf}/bin";
}
