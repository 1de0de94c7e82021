# What a kernel for ROCm is compiled against and linked with of Torch, in the layout of its wheel. PyTorch's builds for
# ROCm are on its own index alone; their headers are what hipify, which Torch ships, makes of those for CUDA, and the two
# libraries that a build for ROCm has in the place of CUDA's are stubs with the names of these.
{
  stdenvNoCC,
  torch,
}:
{
  # ROCm's version, `7.1`.
  rocm,
}:
stdenvNoCC.mkDerivation {
  name = "torch-rocm-${rocm}";
  inherit rocm;
  torch = "${torch}/lib/python3.11/site-packages/torch";
  stubs = ../sysroot/stubs.py;
  hipify = ../../python/kernel_builder/builder/project/templates/hipify_sources.py;
  names = ./names.py;
  make = ./make.py;
  buildCommand = ''
    cp $stubs stubs.py; cp $hipify hipify_sources.py; cp $names names.py; cp $make make.py
    python3 make.py
  '';
}
