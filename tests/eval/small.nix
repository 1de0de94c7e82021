# The parts of a small kernel for the CPU, for tests of functions that make derivations of it.
let
  path = ../kernels/small;
  arguments = (import ../../lib/arguments.nix).defaults // {
    self = { };
    inherit path;
  };
in
rec {
  inherit path arguments;
  backends = import ../../lib/backends;
  kernelConfig = import ../../lib/kernel-config path;
  source = (import ../../lib/source.nix).kernelSource {
    self = { };
    inherit kernelConfig;
    inherit path;
  };
  configs = import ../../lib/build-configs.nix {
    inherit backends;
    versions = builtins.filter (record: record.torch == "2.13") (import ./matrix.nix);
  } {
    inherit kernelConfig arguments;
    system = "x86_64-linux";
  };
  buildSets = import ../../lib/build-sets.nix [ ] {
    build = "x86_64-linux";
    host = "x86_64-linux";
  } configs;
  inherit (builtins.head buildSets) pkgs;
  variants = import ../../lib/outputs/variants.nix {
    inherit kernelConfig path source arguments;
    builderRevision = "0123456-dirty";
  } buildSets;
  variant = builtins.head variants;
}
