# NVIDIA's cuobjdump, which reads libraries of every CUDA version up to its own.
{ wheelTool, python3 }:
wheelTool {
  package = python3.pkgs.nvidia-cuda-cuobjdump;
  program = "lib/python3.11/site-packages/nvidia/cu13/bin/cuobjdump";
  setupHook = builtins.toFile "setup-hook" "";
}
