# Torch's headers and libraries for XPU, laid out as in its wheel, to compile and link kernels against. PyTorch's builds
# for XPU are only on PyTorch's own index. Every wheel of Torch has the headers for XPU; the two libraries for XPU are
# stubs here, with the names that these headers declare.
{
  stdenvNoCC,
  python3,
  torch,
  syclToolkit,
}:
{
  # oneAPI's version, `2025.3`.
  oneapi,
}:
stdenvNoCC.mkDerivation {
  name = "torch-xpu-${oneapi}";
  inherit oneapi;
  torch = "${torch}/${python3.sitePackages}/torch";
  compiler = "${syclToolkit}/libexec/clang++";
  stubs = ../sysroot/stubs.py;
  declarations = ./declarations.py;
  make = ./make.py;
  buildCommand = ''
    cp $stubs stubs.py; cp $declarations declarations.py; cp $make make.py
    python3 make.py
  '';
}
