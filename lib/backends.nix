# The backends: how each is named in a variant, and what builds for it.
#   tag version: the backend's part of a variant's name, as `kernels` parses it.
#   missing config: what is not there yet to build a config of this backend, or null.
#   overlays config: what is laid over the base to build it.
#   notLoaded: of a backend whose builds are not tried with `kernels`, what the report says in place of it.
#   noarch: the same for a kernel of Python alone, which is tried with Torch and compiled by nothing; `borrows` where
#     PyPI has no Torch for the backend, so that the CPU's serves.
#   label: what its vendor calls what is versioned.
#   rank: place in the order in which a default is picked; the lowest that the machine can run is taken.
let
  inherit (builtins) compareVersions fromJSON readFile;
  digits = builtins.replaceStrings [ "." ] [ "" ];
  wheels = import ../pkgs/torch/wheels.nix;
  hasCudaToolkit = config: (fromJSON (readFile (../pkgs/cuda/lock + "/${config.system}.json"))) ? ${config.version};
  pinnedRocm = fromJSON (readFile ../pkgs/rocm/lock.json);
  headersOfRocm = (fromJSON (readFile ../pkgs/rocm/architectures.json)).release;
  torchOf = pins: import ../overlays/torch.nix { inherit pins; };
  noWheels = config: "Torch ${config.torch} has no wheels for ${config.system} in pkgs/torch";
  ofPypi = {
    borrows = false;
    missing =
      config:
      if wheels.pypi config == null then
        noWheels config
      else if wheels.cudaOf (wheels.pypi config) == null then
        "PyPI's wheel of Torch ${config.torch} for ${config.system} is a build without CUDA"
      else
        null;
    overlays = config: [ (torchOf (wheels.pypi config)) ];
  };
  ofCpu = {
    borrows = false;
    missing = config: if wheels.cpu config == null then noWheels config else null;
    overlays = config: [ (torchOf (wheels.cpu config)) ];
  };
  noToolchain = config: "${rows.${config.backend}.label} ${config.version} has no toolchain here";
  rows = {
    cuda = {
      label = "CUDA";
      rank = 1;
      tag = version: "cu${digits version}";
      missing = config: if hasCudaToolkit config then ofPypi.missing config else noToolchain config;
      noarch = ofPypi;
      overlays = config: ofPypi.overlays config ++ [
        (import ../overlays/cuda.nix {
          inherit (config) version;
          compiler = config.cudaCompiler;
        })
      ];
    };
    rocm = {
      label = "ROCm";
      rank = 2;
      tag = version: "rocm${digits version}";
      missing =
        config:
        if pinnedRocm ? ${config.system} && compareVersions config.version headersOfRocm <= 0 then
          ofPypi.missing config
        else
          noToolchain config;
      # PyTorch's builds for ROCm are on its own index alone, and there is no GPU in a build.
      notLoaded = "compiled and linked against names, not loaded";
      noarch = ofCpu // { borrows = true; };
      overlays = config: ofPypi.overlays config ++ [
        (import ../overlays/rocm.nix { inherit (config) version; })
      ];
    };
    xpu = {
      label = "oneAPI";
      rank = 3;
      tag = version: "xpu${digits version}";
      missing = noToolchain;
      noarch = ofCpu // { borrows = true; };
      overlays = _: [ ];
    };
    cpu = {
      label = "CPU";
      rank = 4;
      tag = _: "cpu";
      inherit (ofCpu) missing overlays;
      noarch = ofCpu;
    };
  };
in
rows
