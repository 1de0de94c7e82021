# The program that renews pins: with the machine's own clients, since these know its mirrors.
{ stdenvNoCC, debianRoot }:
stdenvNoCC.mkDerivation {
  name = "update-pins";
  script = ./update-pins.sh;
  shell = "${debianRoot}/bin/bash";
  buildCommand = ''
    mkdir -p $out/bin
    { echo "#!$shell"; cat $script; } >$out/bin/update-pins
    chmod 755 $out/bin/update-pins
  '';
  meta.mainProgram = "update-pins";
}
