# Kernels for NVIDIA's GPUs.
let
  inherit (builtins)
    attrNames
    elem
    fromJSON
    head
    readFile
    replaceStrings
    splitVersion
    ;
  makeToolchain = import ./toolchain.nix;
  noDeviceCode = import ./no-device-code.nix;
  torchBuilds = import ./torch-builds.nix;
  capabilities = import ./cuda-capabilities.nix;
  majorOf = version: head (splitVersion version);
  shellHook = _config: readFile ./cuda.sh + "link_nvidia_driver\n";
  rows = fromJSON (readFile ../../pkgs/cuda/toolkits.json);
  # The source of nvcc: see pkgs/cuda/default.nix.
  compilerOf =
    config: if rows.${config.version}.compiler == null then "wheels" else config.arguments.cudaCompiler;
  toolkits = system: fromJSON (readFile (../../pkgs/cuda/lock + "/${system}.json"));
in
rec {
  label = "CUDA";
  rank = 1;
  tag = version: "cu${replaceStrings [ "." ] [ "" ] version}";
  machine = ./cuda.sh;
  arguments.cudaCompiler = {
    accepts =
      value:
      elem value [
        "registry"
        "clang"
        "nvidia"
      ];
    expected = "\"registry\" (Debian's nvcc), \"clang\", or \"nvidia\" (nvcc from NVIDIA's archives)";
    default = "registry";
  };

  compiled = makeToolchain (
    torchBuilds.pypi
    // {
      notBuildable =
        config:
        if !((toolkits config.system) ? ${config.version}) then
          "${label} ${config.version} has no toolchain here"
        else if compilerOf config == "clang" && config.buildSystem != config.system then
          "clang compiles CUDA for the machine's own system alone: leave cudaCompiler = \"clang\" out of flake.nix"
        else
          torchBuilds.pypi.notBuildable config;
      overlays =
        config:
        torchBuilds.pypi.overlays config
        ++ [
          (import ../../overlays/cuda.nix {
            inherit (config) version;
            compiler = compilerOf config;
          })
        ];
      dependencies = attrNames (fromJSON (readFile ../../pkgs/cutlass/lock.json));
      dependencyPackages = pkgs: pkgs.cutlass;
      notPackaged.cutlass_2_10 = "no registry has the headers of CUTLASS 2.10, only github.com/NVIDIA/cutlass";
      packages = pkgs: [ pkgs.cudaToolkit ];
      checkPrograms = pkgs: [ pkgs.cuobjdump ];
      libraryFolders = pkgs: [
        "${pkgs.cudaToolkit}/lib"
        "${pkgs.cudaToolkit}/lib/stubs"
      ];
      stubFolders = pkgs: [ "${pkgs.cudaToolkit}/lib/stubs" ];
      deviceCode =
        config: kernelConfig:
        capabilities.deviceCode {
          inherit (config) version system;
          compilerIsOwn = compilerOf config != "registry";
        } (kernelConfig.kernel or { });
      deviceCompiler = pkgs: pkgs.cudaToolkit.compilerName;
      checks = pkgs: deviceCode: {
        device-code = {
          backend = "cuda";
          inherit (deviceCode) archs;
          compiler = pkgs.cudaToolkit.compilerName;
        };
      };
      # `kernels` looks for a variant under the CUDA version that Torch was built for.
      loadedWith = pkgs: { version = pkgs.torchCuda; };
      # Torch brings the libraries of its own CUDA only.
      loadLibraries =
        pkgs: config: if majorOf pkgs.torchCuda == majorOf config.version then null else pkgs.cudaRuntimeLibraries;
      inherit shellHook;
    }
  );

  noarch = makeToolchain (
    torchBuilds.pypi
    // {
      deviceCode =
        _config: kernelConfig: noDeviceCode // { archs = kernelConfig.torch-noarch.cuda_capabilities or [ ]; };
      inherit shellHook;
    }
  );
}
