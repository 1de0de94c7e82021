# The backends by name, each with its row: see toolchain.nix for the attributes of a row's two toolchains.
builtins.mapAttrs (name: row: row // { inherit name; }) {
  cpu = import ./cpu.nix;
  cuda = import ./cuda.nix;
  metal = import ./metal.nix;
  rocm = import ./rocm.nix;
  xpu = import ./xpu.nix;
}
