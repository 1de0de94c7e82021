# The CUDA toolkit of a build config, the versions of CUTLASS, and the program that lists a library's device code.
{
  # CUDA's version, `13.0`.
  version,
  # Where nvcc is from: see genKernelFlakeOutputs.
  compiler,
}:
final: _: {
  cudaToolkit = final.callPackage ../pkgs/cuda { } { inherit version compiler; };
  cudaRuntimeLibraries = final.callPackage ../pkgs/cuda/runtime-libraries.nix { };
  cutlass = final.callPackage ../pkgs/cutlass { };
  cuobjdump = final.callPackage ../pkgs/cuda/cuobjdump.nix { };
}
