let
  makeBuildSets = import ../../lib/build-sets.nix;
  variantsOf = import ../../lib/variants.nix { general.backends = [ "cpu" "cuda" ]; torch = { }; } (import ../../versions.nix);
  buildable = builtins.filter (config: config.missing == null) (variantsOf "x86_64-linux");
  sets = makeBuildSets [ (_: _: { extra = "from an overlay"; }) ] "x86_64-linux" buildable;
  ofShort = short: builtins.head (builtins.filter (s: s.short == short) sets);
  set = ofShort "torch213-cxx11-cpu";
  cuda = ofShort "torch213-cxx11-cu130";
in
{
  "each build config keeps its names and gets a package set" = {
    actual = map (s: s.short) sets;
    expected = map (c: c.short) buildable;
  };
  "the package set has the Torch of the config" = {
    actual = set.pkgs.torch.version;
    expected = "2.13.0+cpu";
  };
  "a package set with CUDA has its toolkit, and Torch's build with CUDA" = {
    actual = [
      cuda.pkgs.cudaToolkit.version
      cuda.pkgs.torch.version
      (cuda.pkgs.python3.pkgs ? nvidia-cudnn-cu13)
    ];
    expected = [
      "13.0"
      "2.13.0"
      true
    ];
  };
  "one without CUDA has neither" = {
    actual = [
      (set.pkgs ? cudaToolkit)
      (set.pkgs.python3.pkgs ? nvidia-cudnn-cu13)
    ];
    expected = [
      false
      false
    ];
  };
  "further overlays are laid over it" = {
    actual = set.pkgs.extra;
    expected = "from an overlay";
  };
  "Python sees the Torch of the config among its packages" = {
    actual = set.pkgs.python3.pkgs.torch.drvPath == set.pkgs.torch.drvPath;
    expected = true;
  };
}
