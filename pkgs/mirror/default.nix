# The program that fills a folder with pinned files by their hashes: `nix run .#mirror -- FOLDER`.
{ writeScriptBin, kernelBuilder }:
{
  # The folder of kernel-builder's flake.
  flake,
}:
writeScriptBin "mirror" ''
  #!${kernelBuilder.environment}/bin/python3 -IB
  import os

  os.environ["KERNEL_BUILDER_FETCHERS"] = "${(import ../base/fetchers/environment.nix).fetchers}"
  os.environ["KERNEL_BUILDER_FLAKE"] = "${flake}"

  from kernel_builder.command.pins.mirror import main

  main()
''
