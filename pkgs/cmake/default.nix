# CMake, as a build tool with a configure phase.
{ wheelTool, python3 }:
let
  data = "${python3.sitePackages}/cmake/data";
in
wheelTool {
  package = python3.pkgs.cmake;
  program = "${data}/bin/cmake";
  share = "${data}/share";
  setupHook = ./setup-hook.sh;
}
