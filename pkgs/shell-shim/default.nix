# A library that lets programs which start /bin/sh start the Debian root's shell.
{ stdenvNoCC, debianRoot }:
stdenvNoCC.mkDerivation {
  name = "shell-shim";
  inherit debianRoot;
  buildCommand = ''
    mkdir -p $out/lib
    gcc --sysroot="$debianRoot" -O2 -Wall -shared -fPIC -DSHELL="\"$debianRoot/bin/sh\"" ${./shell.c} -o $out/lib/libshell-shim.so
  '';
}
