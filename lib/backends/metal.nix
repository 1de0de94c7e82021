# Kernels for Apple's GPUs.
let
  makeToolchain = import ./toolchain.nix;
in
{
  label = "Metal";
  rank = 5;
  tag = _version: "metal";
  machine = ./metal.sh;
  borrowsRecords = true;
  foreignSystem = "aarch64-darwin";
  compiled = makeToolchain {
    notBuildable = _config: "Metal kernels are compiled on macOS with Xcode, which kernel-builder does not run on yet";
  };
  noarch = makeToolchain {
    notBuildable = _config: "a kernel for Metal is loaded on macOS, which kernel-builder does not run on yet";
  };
}
