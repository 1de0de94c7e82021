# The device code of a kernel that has none: see `deviceCode` in toolchain.nix.
{
  # The architectures in the library; the flags that pass each kernel's architectures to CMake.
  archs = [ ];
  cmakeFlags = [ ];
  # Why nothing can be compiled, as text, or null; lines that the user should read.
  problem = null;
  warnings = [ ];
}
