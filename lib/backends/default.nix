# The backends by name, each with its row: see toolchain.nix for the attributes of a row's two toolchains.
# borrowsRecords: versions.nix has no record of the backend, so the Torch versions of the CPU's records name the
# variants that cannot be built.
# foreignSystem: the system in the names of variants, if it is none that kernel-builder runs on.
builtins.mapAttrs (name: row: row // { inherit name; }) {
  cann = import ./cann.nix;
  cpu = import ./cpu.nix;
  cuda = import ./cuda.nix;
  metal = import ./metal.nix;
  neuron = import ./neuron.nix;
  rocm = import ./rocm.nix;
  tpu = import ./tpu.nix;
  xpu = import ./xpu.nix;
}
