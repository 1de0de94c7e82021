# The pins of Torch's wheels. There is one wheel for each version: its headers and libraries serve every backend
# (docs/how-it-works.md).
let
  inherit (builtins) fromJSON pathExists readFile;
  pinsOf = file: if pathExists file then fromJSON (readFile file) else null;
  cpuBuilds = pinsOf ./versions.json;
  releases = pinsOf ./releases.json;
in
rec {
  # For a build config, the pins of PyPI's build and of everything that it requires; or null.
  pypi = config: pinsOf (./lock + "/${config.system}/${config.torch}.json");

  # The pins for a CPU variant: PyTorch's CPU build if it is pinned, else PyPI's build; or null.
  cpu =
    config:
    let
      build = cpuBuilds.${config.torch}.cpu.${config.system} or null;
    in
    if build == null then
      pypi config
    else
      # The CPU build does not require Triton, but some tests use it.
      builtins.intersectAttrs { triton = null; } (pypi config) // { torch = build; };

  # The C++ standard that the headers of a Torch ask for, such as 20.
  cxxStandardOf = torch: releases.${torch}.cxx;

  # The CUDA that a Torch with these pins was built for, such as `12.8`; null for a build without CUDA.
  cudaOf =
    pins:
    let
      runtime = pins.nvidia-cuda-runtime or pins.nvidia-cuda-runtime-cu12 or null;
    in
    if runtime == null then null else builtins.head (builtins.match "([0-9]+\\.[0-9]+)\\..*" runtime.version);
}
