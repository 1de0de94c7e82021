# writeScriptBin name text: the program bin/<name> with this text, whose first line names its interpreter. As in nixpkgs.
{ stdenvNoCC }:
name: text:
stdenvNoCC.mkDerivation {
  inherit name text;
  buildCommand = ''
    mkdir -p "$out/bin"
    printf '%s' "$text" >"$out/bin/$name"
    chmod 755 "$out/bin/$name"
  '';
  meta.mainProgram = name;
}
