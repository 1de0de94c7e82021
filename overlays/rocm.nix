# What kernels for ROCm are compiled with and linked against, Torch's part included.
{
  # ROCm's version, `7.1`.
  version,
}:
final: _: {
  rocmToolkit = final.callPackage ../pkgs/rocm { } { inherit version; };
  torchRocm = final.callPackage ../pkgs/torch-rocm { } { rocm = version; };
}
