# The ROCm toolkit of a build config, and Torch's headers and libraries for ROCm.
{
  # ROCm's version, `7.1`.
  version,
}:
final: _: {
  rocmToolkit = final.callPackage ../pkgs/rocm { } { inherit version; };
  torchRocm = final.callPackage ../pkgs/torch-rocm { } { rocm = version; };
}
