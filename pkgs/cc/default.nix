# Debian's GCC, set up to link against the sysroot: `gcc`, `g++`, `cc` and `c++`.
{
  stdenvNoCC,
  debianRoot,
  sysroot,
  loader,
  multiarch,
  setupHook ? ./setup-hook.sh,
}:
stdenvNoCC.mkDerivation {
  name = "gcc-wrapper-12";
  inherit
    debianRoot
    sysroot
    loader
    multiarch
    setupHook
    ;
  wrapper = ./wrapper.sh;
  buildCommand = "source ${./assemble.sh}";
  passthru = { inherit sysroot; };
}
