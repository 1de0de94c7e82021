# Ninja, as a build tool with build and install phases.
{
  wheelTool,
  stdenvNoCC,
  python3,
  debianRoot,
}:
wheelTool {
  package = python3.pkgs.ninja;
  program = "bin/ninja";
  setupHook = ./setup-hook.sh;
  neededLibrary = "${
    stdenvNoCC.mkDerivation {
      name = "ninja-shell";
      inherit debianRoot;
      dontUnpack = true;
      dontInstall = true;
      dontFixup = true;
      buildPhase = ''
        mkdir $out
        gcc --sysroot="$debianRoot" -O2 -shared -fPIC -DSHELL="\"$debianRoot/bin/sh\"" ${./shell.c} -o $out/libninja-shell.so
      '';
    }
  }/libninja-shell.so";
}
