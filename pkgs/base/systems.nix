# The systems that kernels are built for, and what Debian calls their parts.
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
