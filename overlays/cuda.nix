# The CUDA toolkit of a build config, CUTLASS, and cuobjdump, which lists a library's device code.
{
  # CUDA's version, `13.0`.
  version,
  # The source of nvcc: see pkgs/cuda/default.nix.
  compiler,
}:
final: _: {
  cudaToolkit = final.callPackage ../pkgs/cuda { } { inherit version compiler; };
  cudaRuntimeLibraries = final.callPackage ../pkgs/cuda/runtime-libraries.nix { };
  cutlass = final.callPackage ../pkgs/cutlass { };
  # Builds run it: it reads libraries of every machine.
  cuobjdump = final.buildPackages.callPackage ../pkgs/cuda/cuobjdump.nix { };
}
