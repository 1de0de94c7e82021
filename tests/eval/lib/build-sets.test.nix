let
  makeBuildSets = import ../../../lib/build-sets.nix;
  configs = import ../../../lib/build-configs.nix {
    backends = import ../../../lib/backends;
    versions = import ../../../versions.nix;
  } {
    kernelConfig = {
      general.backends = [ "cpu" "cuda" ];
      torch = { };
    };
    system = "x86_64-linux";
    arguments = (import ../../../lib/arguments.nix).defaults;
  };
  sets = makeBuildSets [ (_: _: { extra = "from an overlay"; }) ] { build = "x86_64-linux"; host = "x86_64-linux"; } configs;
  ofShort = short: (builtins.head (builtins.filter (set: set.short == short) sets)).pkgs;
  cpu = ofShort "torch213-cxx11-cpu";
  cuda = ofShort "torch213-cxx11-cu130";
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
  };
}
