# The backends: how each is named in a variant, and what builds for it.
#   tag version: the backend's part of a variant's name, as `kernels` parses it.
#   missing config: what is not there yet to build a config of this backend, or null.
#   overlays config: what is laid over the base to build it.
#   rank: place in the order in which a default is picked; the lowest that the machine can run is taken.
let
  digits = builtins.replaceStrings [ "." ] [ "" ];
  # The pins of a file, or null where there is none.
  pinsOf = file: if builtins.pathExists file then builtins.fromJSON (builtins.readFile file) else null;

  # PyTorch's CPU builds, and what PyPI has, which is the build with CUDA.
  cpuWheels = pinsOf ../pkgs/torch/versions.json;
  cpuWheel = config: cpuWheels.${config.torch}.cpu.${config.system} or null;
  cudaWheels = config: pinsOf (../pkgs/torch/lock + "/${config.system}/${config.torch}.json");
  hasCudaToolkit = config: (pinsOf (../pkgs/cuda/lock + "/${config.system}.json")) ? ${config.version};
  noToolchain = label: config: "${label} ${config.version} has no toolchain here";
in
{
  cuda = {
    rank = 1;
    tag = version: "cu${digits version}";
    missing =
      config:
      if !(hasCudaToolkit config) then
        noToolchain "CUDA" config
      else if cudaWheels config == null then
        "Torch ${config.torch} has no wheels for ${config.system} in pkgs/torch/lock"
      else
        null;
    overlays = config: [
      (import ../overlays/torch.nix { pins = cudaWheels config; })
      (import ../overlays/cuda.nix { inherit (config) version; })
    ];
  };
  rocm = {
    rank = 2;
    tag = version: "rocm${digits version}";
    missing = noToolchain "ROCm";
    overlays = _: [ ];
  };
  xpu = {
    rank = 3;
    tag = version: "xpu${digits version}";
    missing = noToolchain "oneAPI";
    overlays = _: [ ];
  };
  cpu = {
    rank = 4;
    tag = _: "cpu";
    missing =
      config:
      if cpuWheel config == null then
        "Torch ${config.torch} has no CPU wheel for ${config.system} in pkgs/torch/versions.json"
      else
        null;
    overlays = config: [ (import ../overlays/torch.nix { pins.torch = cpuWheel config; }) ];
  };
}
