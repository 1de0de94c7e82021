# writeScriptBin name text, as in nixpkgs: the program bin/<name> with this text. Its first line names its interpreter.
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
