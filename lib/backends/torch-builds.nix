# The builds of Torch in registries. Each is the part of a toolchain that depends on the build.
let
  wheels = import ../../pkgs/torch/wheels.nix;
  overlayOf = pins: import ../../overlays/torch.nix { inherit pins; };
  # A build without CUDA's libraries.
  isLight = config: wheels.cpu config != null && wheels.cudaOf (wheels.cpu config) == null;
  noWheels = config: "Torch ${config.torch} has no wheels for ${config.system} in pkgs/torch";
in
{
  # PyPI's build, which is for CUDA.
  pypi = {
    notBuildable =
      config:
      if wheels.pypi config == null then
        noWheels config
      else if wheels.cudaOf (wheels.pypi config) == null then
        "PyPI's wheel of Torch ${config.torch} for ${config.system} is a build without CUDA"
      else
        null;
    overlays = config: [ (overlayOf (wheels.pypi config)) ];
  };

  # PyTorch's CPU build if it is pinned, else PyPI's build.
  cpu = {
    inherit isLight;
    notBuildable = config: if wheels.cpu config == null then noWheels config else null;
    overlays = config: [ (overlayOf (wheels.cpu config)) ];
  };

  # The CPU build, for backends without a Torch on PyPI. It loads Python-only kernels, which may import Triton.
  borrowed =
    { label }:
    {
      inherit isLight;
      notBuildable = config: if wheels.cpu config == null then noWheels config else null;
      overlays = config: [ (overlayOf (wheels.cpu config)) ];
      borrowsCpu = true;
      loadedWith = _: { backend = "cpu"; };
      loadPackages = ps: if ps ? triton then [ ps.triton ] else [ ];
      shellHook =
        _: "echo 'kernel-builder: PyPI has no Torch for ${label}; this shell has Torch for the CPU' >&2\n";
    };
}
