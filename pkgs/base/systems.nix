# The systems that kernels are built for: their processor, Debian's name of the system, and the path of its loader.
{
  x86_64-linux = {
    machine = "x86_64";
    multiarch = "x86_64-linux-gnu";
    loader = "lib64/ld-linux-x86-64.so.2";
  };
  aarch64-linux = {
    machine = "aarch64";
    multiarch = "aarch64-linux-gnu";
    loader = "lib/ld-linux-aarch64.so.1";
  };
}
