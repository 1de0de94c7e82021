# Kernels for the CPU.
let
  makeToolchain = import ./toolchain.nix;
  torchBuilds = import ./torch-builds.nix;
in
{
  label = "CPU";
  rank = 4;
  tag = _version: "cpu";
  machine = ./cpu.sh;
  compiled = makeToolchain torchBuilds.cpu;
  noarch = makeToolchain torchBuilds.cpu;
}
