# Debian's GCC, set up to link against the sysroot: `gcc`, `g++`, `cc` and `c++`.
{
  stdenvNoCC,
  debianRoot,
  sysroot,
  loader,
  multiarch,
}:
stdenvNoCC.mkDerivation {
  name = "gcc-wrapper-12";
  inherit
    debianRoot
    sysroot
    loader
    multiarch
    ;
  wrapper = ./wrapper.sh;
  setupHook = ./setup-hook.sh;
  buildCommand = "source ${./assemble.sh}";
  passthru = { inherit sysroot; };
}
