# Kernels for Huawei's accelerators.
let
  toolchain = import ./toolchain.nix {
    notBuildable = _config: "kernel-builder packages no CANN toolkit, which Huawei distributes from its own site only";
  };
in
{
  label = "CANN";
  rank = 8;
  tag = _version: "cann";
  machine = ./cann.sh;
  borrowsRecords = true;
  compiled = toolchain;
  noarch = toolchain;
}
