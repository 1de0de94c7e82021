# Kernels for AWS' accelerators.
let
  toolchain = import ./toolchain.nix {
    notBuildable = _config: "kernel-builder packages no Neuron SDK, which AWS distributes from its own index only";
  };
in
{
  label = "Neuron";
  rank = 6;
  tag = _version: "neuron";
  machine = ./neuron.sh;
  borrowsRecords = true;
  compiled = toolchain;
  noarch = toolchain;
}
