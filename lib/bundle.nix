# All variants side by side, with the kernel's benchmarks and card where it has them.
{
  stdenvNoCC,
  python3,
  kernelBuilder,
}:
{
  # Name of the kernel, the folder that holds it, and the part that a build reads.
  name,
  path,
  src,
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
    ++ optional "benchmarks";
  card = path + "/CARD.md";
in
stdenvNoCC.mkDerivation {
  name = "${name}-bundle";
  inherit links src extensions;
  card = if builtins.pathExists card then builtins.path { path = card; name = "CARD.md"; } else null;
  python = python3.withPackages (_: [ kernelBuilder.library ]);
  buildCommand = ''
    mkdir $out
    for link in $links; do
      ln -s "''${link#*=}" "$out/''${link%%=*}"
    done
    if [ -n "$card" ]; then
      cp -r --no-preserve=mode "$src" kernel
      cp "$card" kernel/CARD.md
      [ ! -e "$out/benchmarks" ] || ln -s "$out/benchmarks" kernel/benchmarks
      "$python/bin/python3" -m kernel_builder.builder.card kernel $extensions >$out/CARD.md
    fi
  '';
}
