# The sysroot that kernels are linked in: stub libraries that end at the ceilings of manylinux_2_28 (PEP 600), so that a
# kernel cannot use newer symbols, and headers that do not call newer functions.
{
  stdenvNoCC,
  debianRoot,
  # Processor part of the system, `x86_64` or `aarch64`.
  machine,
  # Debian's name of the system, `x86_64-linux-gnu`.
  multiarch,
}:
stdenvNoCC.mkDerivation {
  name = "manylinux-2-28-sysroot";
  inherit debianRoot machine multiarch;
  symbols = ./symbols + "/${machine}.json";
  ceilings = ./ceilings.json;
  compat = ./compat.c;
  build = ./build.py;
  stubs = ./stubs.py;
  buildCommand = "cp $stubs stubs.py; cp $build build.py; python3 build.py";
}
