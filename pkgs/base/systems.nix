# The systems that kernels are built for: their processor, Debian's name of the system, the path of its loader, and the
# other systems that such a machine builds for. pkgs/cross/lock.json has the compiler and the emulator for these.
builtins.mapAttrs (system: platform: platform // { inherit system; }) {
  x86_64-linux = {
    machine = "x86_64";
    multiarch = "x86_64-linux-gnu";
    loader = "lib64/ld-linux-x86-64.so.2";
    crossCompiles = [ "aarch64-linux" ];
  };
  aarch64-linux = {
    machine = "aarch64";
    multiarch = "aarch64-linux-gnu";
    loader = "lib/ld-linux-aarch64.so.1";
    crossCompiles = [ ];
  };
}
