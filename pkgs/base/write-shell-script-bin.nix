# writeShellScriptBin name text: the program bin/<name>, a bash script with this text. nixpkgs has a function of the same
# name and meaning.
{ writeScriptBin, debianRoot }:
name: text:
writeScriptBin name ''
  #!${debianRoot}/bin/bash
  ${text}
''
