# A library for programs that start /bin/sh: with it, they start the Debian root's shell.
{ stdenvNoCC, debianRoot }:
stdenvNoCC.mkDerivation {
  name = "shell-shim";
  inherit debianRoot;
  buildCommand = ''
    mkdir -p $out/lib
    gcc --sysroot="$debianRoot" -O2 -Wall -shared -fPIC -DSHELL="\"$debianRoot/bin/sh\"" \
      ${./shell.c} -o $out/lib/libshell-shim.so
  '';
}
