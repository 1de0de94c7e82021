# writeShellScriptBin name text, as in nixpkgs: the program bin/<name>, a bash script with this text.
{ writeScriptBin, debianRoot }:
name: text:
writeScriptBin name ''
  #!${debianRoot}/bin/bash
  ${text}
''
