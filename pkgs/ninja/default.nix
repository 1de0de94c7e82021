# Ninja, as a build tool with build and install phases.
{
  wheelTool,
  python3,
  shellShim,
}:
wheelTool {
  package = python3.pkgs.ninja;
  program = "bin/ninja";
  setupHook = ./setup-hook.sh;
  neededLibrary = "${shellShim}/lib/libshell-shim.so";
}
