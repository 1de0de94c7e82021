# A program for `nix run` that uploads the folder `build` of the kernel in the current folder.
{ writeShellScriptBin, kernelBuilder }:
{
  name,
  # A program to run first, or null.
  before ? null,
}:
writeShellScriptBin name ''
  ${if before == null then "" else "'${before}/bin/${before.meta.mainProgram}' || exit 1"}
  exec '${kernelBuilder.command}/bin/kernel-builder' upload "$@"
''
