# Run a script of a test with a built variant for XPU, in the sandbox, on OpenCL's CPU device. The script's output is the
# result.
{
  # The version of Torch of the variant, `2.11`.
  torch,
  # The built variant, and the name of its module.
  variant,
  module,
  # The script.
  script,
  # A word that differs from run to run: a cached result would have no log.
  run,
}:
let
  system = "x86_64-linux";
  config = {
    inherit system torch;
    backend = "xpu";
    version = "2025.3";
  };
  toolchain = (import ../../lib/backends).xpu.compiled;
  pkgs = (import ../../pkgs/base/package-set.nix).makePackageSet (
    import ../../overlays system ++ toolchain.overlays config
  );
in
pkgs.stdenv.mkDerivation {
  name = "sycl-test";
  inherit
    variant
    module
    script
    run
    ;
  standIn = ./c10_xpu.cpp;
  setup = ./xpu_module.py;
  torchXpu = "${pkgs.torchXpu}/torch";
  cpuDevice = pkgs.syclCpuDevice;
  python = pkgs.python3.withPackages (ps: [
    pkgs.torch
    ps.numpy
  ]);
  buildInputs = [ pkgs.syclToolkit ];
  buildCommand = "source ${./run.sh}";
}
