# NVIDIA's cuobjdump, which lists a library's device code, for every CUDA version up to its own.
{ wheelTool, python3 }:
wheelTool {
  package = python3.pkgs.nvidia-cuda-cuobjdump;
  program = "${python3.sitePackages}/nvidia/cu13/bin/cuobjdump";
  setupHook = builtins.toFile "setup-hook" "";
}
