# Kernels for Intel's GPUs.
let
  makeToolchain = import ./toolchain.nix;
  torchBuilds = import ./torch-builds.nix;
in
rec {
  label = "oneAPI";
  rank = 3;
  tag = version: "xpu${builtins.replaceStrings [ "." ] [ "" ] version}";
  machine = ./xpu.sh;
  compiled = makeToolchain {
    notBuildable = config: "${label} ${config.version} has no toolchain here";
  };
  noarch = makeToolchain (torchBuilds.borrowed { label = "XPU"; });
}
