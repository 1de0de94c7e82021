# A program that copies a bundle into `build` under the current folder.
{ stdenvNoCC, debianRoot }:
{
  # The derivation that holds the variants.
  bundle,
}:
stdenvNoCC.mkDerivation {
  name = "build-and-copy";
  inherit bundle debianRoot;
  dontUnpack = true;
  dontBuild = true;
  dontFixup = true;
  installPhase = ''
    mkdir -p $out/bin
    sed -e "s|@debianRoot@|$debianRoot|g; s|@bundle@|$bundle|g" ${./build-and-copy.sh} >$out/bin/build-and-copy
    chmod 755 $out/bin/build-and-copy
  '';
  meta.mainProgram = "build-and-copy";
}
