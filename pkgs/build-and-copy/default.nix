# A program that copies a bundle into `build` in the current folder, as `kernel-builder build-and-copy` does.
{ writeShellScriptBin, kernelBuilder }:
{
  # The derivation that holds the variants.
  bundle,
}:
writeShellScriptBin "build-and-copy" ''
  exec '${kernelBuilder.environment}/bin/python3' -I '${./build-and-copy.py}' '${bundle}' "$@"
''
