# All variants side by side, with the kernel's benchmarks and card where it has them.
{ stdenvNoCC }:
{
  # Name of the kernel, and the folder that holds its sources.
  name,
  path,
  # Extensions, one per variant.
  extensions,
}:
let
  # A name and what it links to, or nothing where the kernel does not have it.
  optional =
    file:
    if builtins.pathExists (path + "/${file}") then
      [ "${file}=${builtins.path { path = path + "/${file}"; name = builtins.replaceStrings [ " " ] [ "-" ] file; }}" ]
    else
      [ ];
  links =
    map (extension: "${extension.buildConfig.name}=${extension}") extensions
    ++ optional "benchmarks"
    ++ optional "CARD.md";
in
stdenvNoCC.mkDerivation {
  name = "${name}-bundle";
  inherit links;
  buildCommand = ''
    mkdir $out
    for link in $links; do
      ln -s "''${link#*=}" "$out/''${link%%=*}"
    done
  '';
}
