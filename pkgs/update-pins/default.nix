# The program that renews pins. It uses the machine's own programs, whose settings name the machine's mirrors.
{ writeShellScriptBin }:
writeShellScriptBin "update-pins" (builtins.readFile ./update-pins.sh)
