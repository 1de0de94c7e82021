# Kernels for Apple's GPUs.
let
  toolchain = import ./toolchain.nix {
    notBuildable = _config: "Metal kernels are compiled on macOS with Xcode, which kernel-builder does not run on yet";
  };
in
{
  label = "Metal";
  rank = 5;
  tag = _version: "metal";
  machine = ./metal.sh;
  compiled = toolchain;
  noarch = toolchain;
}
