# Torch's headers and libraries for ROCm, laid out as in its wheel, to compile and link kernels against. PyTorch's
# builds for ROCm are only on PyTorch's own index. So hipify, which Torch ships, makes the headers from a Torch for
# CUDA. The two libraries for CUDA become stubs of the two libraries for ROCm, with translated names.
{
  stdenvNoCC,
  python3,
  torch,
}:
{
  # ROCm's version, `7.1`.
  rocm,
}:
stdenvNoCC.mkDerivation {
  name = "torch-rocm-${rocm}";
  inherit rocm;
  torch = "${torch}/${python3.sitePackages}/torch";
  stubs = ../sysroot/stubs.py;
  hipify = ../../python/kernel_builder/builder/project/templates/hipify_sources.py;
  names = ./names.py;
  make = ./make.py;
  buildCommand = ''
    cp $stubs stubs.py; cp $hipify hipify_sources.py; cp $names names.py; cp $make make.py
    python3 make.py
  '';
}
