# One store path with the unpacked Debian packages of the lock: compiler, shell, Python and their libraries.
# Its programs run from there on any machine: each names the root's own loader and library folder.
{
  buildPlatform,
  hostPlatform,
  buildPackages,
  # See ../systems.nix.
  multiarch,
  loader,
  pythonVersion,
  # A folder of .deb files.
  debs,
}:
let
  inherit (buildPackages) busybox patchelf;
  # Another machine's Python does not run here, so this machine's Python, of the same version, compiles its modules.
  crossAttributes =
    if buildPlatform == hostPlatform then
      { }
    else
      {
        script = ./cross-root.sh;
        nativeScript = ./root.sh;
        buildPython = "${buildPackages.debianRoot}/usr/bin/python${pythonVersion}";
      };
  root = derivation (crossAttributes // {
    name = "debian-root";
    inherit (buildPlatform) system;
    inherit
      multiarch
      loader
      pythonVersion
      debs
      ;
    builder = "${busybox}/bin/busybox";
    args = [
      "sh"
      (crossAttributes.script or ./root.sh)
    ];
    PATH = "${busybox}/bin:${patchelf}/bin";
  });
in
root
// {
  # For programs that run from the root: their loader, and the folder of their libraries.
  interpreter = "${root}/usr/${loader}";
  libraries = "${root}/usr/lib/${multiarch}";
}
