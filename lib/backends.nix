# The backends: how each is named in a variant, and what builds for it.
#   tag version: the backend's part of a variant's name, as `kernels` parses it.
#   missing config: what is not there yet to build a config of this backend, or null.
#   overlays config: what is laid over the base to build it.
#   rank: place in the order in which a default is picked; the lowest that the machine can run is taken.
let
  digits = builtins.replaceStrings [ "." ] [ "" ];
  torchPins = builtins.fromJSON (builtins.readFile ../pkgs/torch/versions.json);
  torchPin = config: torchPins.${config.torch}.${config.backend}.${config.system} or null;
  noToolchain = label: config: "${label} ${config.version} has no toolchain here";
in
{
  cuda = {
    rank = 1;
    tag = version: "cu${digits version}";
    missing = noToolchain "CUDA";
    overlays = _: [ ];
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
      if torchPin config == null then
        "Torch ${config.torch} has no CPU wheel for ${config.system} in pkgs/torch/versions.json"
      else
        null;
    overlays = config: [ (import ../overlays/torch.nix { pin = torchPin config; }) ];
  };
}
