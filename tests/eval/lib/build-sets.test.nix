let
  makeBuildSets = import ../../../lib/build-sets.nix;
  configsFor =
    host:
    import ../../../lib/build-configs.nix
      {
        backends = import ../../../lib/backends;
        versions = import ../matrix.nix;
      }
      {
        kernelConfig = {
          general.backends = [ "cpu" "cuda" ];
          torch = { };
        };
        system = host;
        buildSystem = "x86_64-linux";
        arguments = (import ../../../lib/arguments.nix).defaults;
      };
  setsFor =
    host:
    makeBuildSets [ (_: _: { extra = "from an overlay"; }) ] {
      build = "x86_64-linux";
      inherit host;
    } (configsFor host);
  configs = configsFor "x86_64-linux";
  sets = setsFor "x86_64-linux";
  ofShort = sets: short: (builtins.head (builtins.filter (set: set.short == short) sets)).pkgs;
  cpu = ofShort sets "torch213-cxx11-cpu";
  cuda = ofShort sets "torch213-cxx11-cu130";
  cross = ofShort (setsFor "aarch64-linux") "torch213-cxx11-cu130";
in
{
  build-sets = {
    "each build config keeps its names and gets a package set" = {
      actual = map (set: set.short) sets;
      expected = map (config: config.short) configs;
    };
    "the package set has the Torch of the build config" = {
      actual = cpu.torch.version;
      expected = "2.13.0+cpu";
    };
    "a package set with CUDA has its toolkit, and Torch's build with CUDA" = {
      actual = [ cuda.cudaToolkit.version cuda.torch.version (cuda.python3.pkgs ? nvidia-cudnn-cu13) ];
      expected = [ "13.0" "2.13.0" true ];
    };
    "a package set without CUDA has neither" = {
      actual = [ (cpu ? cudaToolkit) (cpu.python3.pkgs ? nvidia-cudnn-cu13) ];
      expected = [ false false ];
    };
    "further overlays go over it" = {
      actual = cpu.extra;
      expected = "from an overlay";
    };
    "Python has the Torch of the build config among its packages" = {
      actual = cpu.python3.pkgs.torch.drvPath == cpu.torch.drvPath;
      expected = true;
    };
    "a package set for another machine knows both platforms, and its derivations run on the machine that builds" = {
      actual = [
        (map (platform: platform.system) [ cross.buildPlatform cross.hostPlatform cross.buildPackages.hostPlatform ])
        (cross.stdenv.mkDerivation { name = "n"; }).system
      ];
      expected = [ [ "x86_64-linux" "aarch64-linux" "x86_64-linux" ] "x86_64-linux" ];
    };
    "its compiler is its own, and its tools are those of a native package set" = {
      actual = [
        (cross.cc.drvPath == cuda.cc.drvPath)
        (cross.buildPackages.cmake.drvPath == cuda.cmake.drvPath)
        (cross.cuobjdump.drvPath == cuda.cuobjdump.drvPath)
      ];
      expected = [ false true true ];
    };
    "its CUDA toolkit has the programs of the one machine and the libraries of the other" = {
      actual =
        let
          filesOf = pkgs: builtins.mapAttrs (_: pin: pin.file) pkgs.cudaToolkit.components;
          isSame = name: (filesOf cross).${name} == (filesOf cuda).${name};
        in
        map isSame [ "nvidia-cuda-nvcc" "nvidia-nvvm" "nvidia-cuda-runtime" "nvidia-cublas" ];
      expected = [ true true false false ];
    };
    "a native package set is its own buildPackages, and emulates nothing" = {
      actual = [ (cpu.buildPackages.cmake.drvPath == cpu.cmake.drvPath) cpu.emulator ];
      expected = [ true null ];
    };
  };
}
