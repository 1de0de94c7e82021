# A program for `nix run` that uploads the folder `build` of the kernel in the current folder.
{
  stdenvNoCC,
  debianRoot,
  kernelBuilder,
}:
{
  name,
  # A program to run first, or null.
  before ? null,
}:
stdenvNoCC.mkDerivation {
  inherit name before;
  shell = "${debianRoot}/bin/bash";
  command = kernelBuilder.command;
  buildCommand = ''
    mkdir -p $out/bin
    {
      echo "#!$shell"
      [ -z "$before" ] || echo "'$before/bin/''${before#*-}' || exit 1"
      echo "exec '$command/bin/kernel-builder' upload \"\$@\""
    } >$out/bin/$name
    chmod 755 $out/bin/$name
  '';
  meta.mainProgram = name;
}
