# Kernels for Intel's GPUs.
let
  inherit (builtins)
    any
    attrValues
    fromJSON
    readFile
    replaceStrings
    ;
  noDeviceCode = import ./no-device-code.nix;
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
      notPackaged.sycl_tla =
        "its kernels need SPIR-V's extension SPV_INTEL_split_barrier, "
        + "which the device compiler in Intel's wheels does not write";
      packages = pkgs: [ pkgs.syclToolkit ];
      compiledByGcc = false;
      libraryFolders = pkgs: [ "${pkgs.syclToolkit}/lib" ];
      deviceCompiler = pkgs: pkgs.syclToolkit.compilerName;
      # Device code is SPIR-V, for every GPU. A kernel without a table for XPU has none.
      deviceCode =
        _config: kernelConfig:
        let
          kernels = attrValues (kernelConfig.kernel or { });
        in
        noDeviceCode // { hasSpirV = any (kernel: kernel.backend == "xpu") kernels; };
      checks =
        pkgs: deviceCode:
        if deviceCode.hasSpirV then
          {
            device-code = {
              backend = "xpu";
              archs = [ "SPIR-V" ];
              compiler = pkgs.syclToolkit.compilerName;
            };
          }
        else
          { };
      # PyTorch publishes its builds for XPU only on its own index.
      notLoaded = "PyPI has no Torch for XPU; every name that the library uses was looked up instead";
      shellHook =
        config:
        readFile ./machine-torch.sh
        + "find_machine_torch ${config.torch} ${config.backend} '' XPU\n";
    }
  );

  noarch = makeToolchain (torchBuilds.borrowed { label = "XPU"; });
}
