# The program that `nix fmt` runs.
{
  callPackage,
  writeShellScriptBin,
  python3,
}:
{
  # The folder of format.py and of the files that it imports.
  scripts,
}:
writeShellScriptBin "format" ''
  PATH=${callPackage ./default.nix { }}/bin:$PATH exec ${python3}/bin/python3 -B ${scripts}/format.py "$@"
''
