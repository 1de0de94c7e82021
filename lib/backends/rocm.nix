# Kernels for AMD's GPUs.
let
  inherit (builtins)
    compareVersions
    fromJSON
    readFile
    replaceStrings
    ;
  makeToolchain = import ./toolchain.nix;
  noDeviceCode = import ./no-device-code.nix;
  torchBuilds = import ./torch-builds.nix;
  architectures = import ./rocm-archs.nix;
  pins = fromJSON (readFile ../../pkgs/rocm/lock.json);
  releaseOfHeaders = (fromJSON (readFile ../../pkgs/rocm/architectures.json)).release;
in
rec {
  label = "ROCm";
  rank = 2;
  tag = version: "rocm${replaceStrings [ "." ] [ "" ] version}";
  machine = ./rocm.sh;

  compiled = makeToolchain (
    torchBuilds.pypi
    // {
      notBuildable =
        config:
        if pins ? ${config.system} && compareVersions config.version releaseOfHeaders <= 0 then
          torchBuilds.pypi.notBuildable config
        else
          "${label} ${config.version} has no toolchain here";
      overlays =
        config: torchBuilds.pypi.overlays config ++ [ (import ../../overlays/rocm.nix { inherit (config) version; }) ];
      torch = pkgs: {
        package = pkgs.torchRocm;
        folder = "${pkgs.torchRocm}/torch";
      };
      packages = pkgs: [ pkgs.rocmToolkit ];
      libraryFolders = pkgs: [ "${pkgs.rocmToolkit}/lib" ];
      deviceCode = _config: kernelConfig: architectures.deviceCode (kernelConfig.kernel or { });
      deviceCompiler = pkgs: pkgs.rocmToolkit.compilerName;
      checks = pkgs: deviceCode: {
        device-code = {
          backend = "rocm";
          inherit (deviceCode) archs;
          compiler = pkgs.rocmToolkit.compilerName;
        };
        rocm-release = {
          release = pkgs.rocmToolkit.version;
          symbols = "${pkgs.rocmToolkit.symbols}";
        };
      };
      # PyTorch publishes its builds for ROCm only on its own index.
      notLoaded = "PyPI has no Torch for ROCm; every name that the library uses was looked up instead";
      shellHook =
        config:
        readFile ./machine-torch.sh
        + "find_machine_torch ${config.torch} ${config.backend} ${config.version} ${label}\n";
    }
  );

  noarch = makeToolchain (
    torchBuilds.borrowed { inherit label; }
    // {
      deviceCode = _config: kernelConfig: noDeviceCode // { archs = kernelConfig.torch-noarch.rocm_archs or [ ]; };
    }
  );
}
