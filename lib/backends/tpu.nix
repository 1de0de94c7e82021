# Kernels for Google's accelerators.
let
  toolchain = import ./toolchain.nix {
    notBuildable = _config: "kernel-builder packages no Torch for TPU";
  };
in
{
  label = "TPU";
  rank = 7;
  tag = _version: "tpu";
  machine = ./tpu.sh;
  borrowsRecords = true;
  compiled = toolchain;
  noarch = toolchain;
}
