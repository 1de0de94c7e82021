# Which wheels there are of a Torch: one a version, whose headers and libraries serve every backend (docs/how-it-works.md).
let
  inherit (builtins) fromJSON pathExists readFile;
  pinsOf = file: if pathExists file then fromJSON (readFile file) else null;
  cpuBuilds = pinsOf ./versions.json;
in
rec {
  # The pins of PyPI's build for a build config, with all it requires; or null.
  pypi = config: pinsOf (./lock + "/${config.system}/${config.torch}.json");

  # Those for a CPU variant: PyTorch's CPU build where it is pinned, else PyPI's; or null.
  cpu =
    config:
    let
      build = cpuBuilds.${config.torch}.cpu.${config.system} or null;
    in
    if build == null then
      pypi config
    else
      # Triton, which this build does not require, for tests that want it.
      builtins.intersectAttrs { triton = null; } (pypi config) // { torch = build; };

  # The CUDA that a Torch with these pins was built for, `12.8`; null for a build without CUDA.
  cudaOf =
    pins:
    let
      runtime = pins.nvidia-cuda-runtime or pins.nvidia-cuda-runtime-cu12 or null;
    in
    if runtime == null then null else builtins.head (builtins.match "([0-9]+\\.[0-9]+)\\..*" runtime.version);
}
