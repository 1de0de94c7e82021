# A bundle: variants side by side, with the kernel's benchmarks and its filled card if it has them.
{
  stdenvNoCC,
  python3,
  kernelBuilder,
}:
{
  # The kernel's name, its folder, and the part of the folder that a build reads.
  name,
  path,
  src,
  # Extensions, one per variant.
  extensions,
}:
let
  # A file or folder of the kernel as a store path, or null.
  own =
    file:
    if builtins.pathExists (path + "/${file}") then
      builtins.path { path = path + "/${file}"; name = file; }
    else
      null;
  benchmarks = own "benchmarks";
in
stdenvNoCC.mkDerivation {
  name = "${name}-bundle";
  # Words name=target.
  links =
    map (extension: "${extension.buildConfig.name}=${extension}") extensions
    ++ (if benchmarks == null then [ ] else [ "benchmarks=${benchmarks}" ]);
  inherit src extensions;
  card = own "CARD.md";
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
