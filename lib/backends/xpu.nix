# Kernels for Intel's GPUs.
let
  inherit (builtins) fromJSON readFile replaceStrings;
  makeToolchain = import ./toolchain.nix;
  torchBuilds = import ./torch-builds.nix;
  pins = fromJSON (readFile ../../pkgs/sycl/lock.json);
in
rec {
  label = "oneAPI";
  rank = 3;
  tag = version: "xpu${replaceStrings [ "." ] [ "" ] version}";
  machine = ./xpu.sh;

  compiled = makeToolchain (
    torchBuilds.pypi
    // {
      notBuildable =
        config:
        if (pins.${config.system} or { }) ? ${config.version} then
          torchBuilds.pypi.notBuildable config
        else
          "${label} ${config.version} has no toolchain here";
      overlays =
        config: torchBuilds.pypi.overlays config ++ [ (import ../../overlays/xpu.nix { inherit (config) version; }) ];
      torch = pkgs: {
        package = pkgs.torchXpu;
        folder = "${pkgs.torchXpu}/torch";
      };
      packages = pkgs: [ pkgs.syclToolkit ];
      libraryFolders = pkgs: [ "${pkgs.syclToolkit}/lib" ];
      # Device code is SPIR-V, for every GPU.
      deviceCompiler = pkgs: pkgs.syclToolkit.compilerName;
      # PyTorch publishes its builds for XPU only on its own index.
      notLoaded = "PyPI has no Torch for XPU; every name that the library uses was looked up instead";
      shellHook =
        config:
        readFile ./machine-torch.sh
        + "find_machine_torch ${config.torch} ${config.backend} ${config.version} ${label}\n";
    }
  );

  noarch = makeToolchain (torchBuilds.borrowed { label = "XPU"; });
}
