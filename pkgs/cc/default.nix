# Debian's GCC, set up to link against the sysroot: `gcc`, `g++` and their usual other names.
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
  buildCommand = ''
    mkdir -p $out/bin $out/nix-support
    for name in gcc g++ cc c++; do
      sed -e "s|@name@|$name|g; s|@debianRoot@|$debianRoot|g; s|@sysroot@|$sysroot|g" \
          -e "s|@loader@|$loader|g; s|@multiarch@|$multiarch|g" "$wrapper" >$out/bin/$name
    done
    chmod 755 $out/bin/*
    cp ${./setup-hook.sh} $out/nix-support/setup-hook
  '';
  passthru = { inherit sysroot; };
}
