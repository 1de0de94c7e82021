# The CUDA toolkit of a build config, and the program that lists a library's device code.
{ version }:
final: _: {
  cudaToolkit = final.callPackage ../pkgs/cuda { } { inherit version; };
  cuobjdump = final.callPackage ../pkgs/cuda/cuobjdump.nix { };
}
