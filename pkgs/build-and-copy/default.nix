# A program that copies a bundle into `build` under the current folder, as the command does.
{ stdenvNoCC, kernelBuilder }:
{
  # The derivation that holds the variants.
  bundle,
}:
stdenvNoCC.mkDerivation {
  name = "build-and-copy";
  inherit bundle;
  inherit (kernelBuilder) environment;
  buildCommand = ''
    mkdir -p $out/bin
    printf '#!%s/bin/sh\nexec %s/bin/python3 -I %s %s\n' \
      "$initialPath" "$environment" ${./build-and-copy.py} "$bundle" >$out/bin/build-and-copy
    chmod 755 $out/bin/build-and-copy
  '';
  meta.mainProgram = "build-and-copy";
}
