# writeShellScriptBin name text: the program bin/<name>, a bash script with this text. As in nixpkgs.
{ writeScriptBin, debianRoot }:
name: text:
writeScriptBin name ''
  #!${debianRoot}/bin/bash
  ${text}
''
