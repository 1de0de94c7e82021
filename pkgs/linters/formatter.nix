# The program that `nix fmt` runs.
{
  stdenvNoCC,
  callPackage,
  debianRoot,
}:
{
  # The folder of format.py and of the files that it imports.
  scripts,
}:
stdenvNoCC.mkDerivation {
  name = "format";
  inherit scripts debianRoot;
  linters = callPackage ./default.nix { };
  buildCommand = ''
    mkdir -p $out/bin
    printf '#!%s/bin/sh\nPATH=%s/bin:$PATH exec %s/bin/python3.11 -B %s/format.py "$@"\n' \
      "$initialPath" "$linters" "$debianRoot" "$scripts" >$out/bin/format
    chmod 755 $out/bin/format
  '';
  meta.mainProgram = "format";
}
