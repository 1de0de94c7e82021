# Run SYCL on OpenCL's CPU device, in the sandbox: `kernel` runs a Python script with a built variant for XPU, and
# `script` runs a shell script that has the compiler. The output is the result.
let
  system = "x86_64-linux";
  pkgsFor =
    torch:
    let
      config = {
        inherit system torch;
        backend = "xpu";
        version = "2025.3";
      };
    in
    (import ../../pkgs/base/package-set.nix).makePackageSet (
      import ../../overlays { inherit system; } ++ (import ../../lib/backends).xpu.compiled.overlays config
    );
  derivationOf =
    pkgs: attributes:
    pkgs.stdenv.mkDerivation (
      {
        name = "sycl-test";
        cpuDevice = pkgs.syclCpuDevice;
        device = ./device.sh;
        inherit (pkgs.debianRoot) libraries;
        buildInputs = [ pkgs.syclToolkit ];
      }
      // attributes
    );
in
{
  kernel =
    {
      # The variant's version of Torch, the built variant, and the name of its module.
      torch,
      variant,
      module,
      # The script, which gets the module's name.
      script,
    }:
    let
      pkgs = pkgsFor torch;
    in
    derivationOf pkgs {
      inherit variant module script;
      standIn = ./c10_xpu.cpp;
      xpuModule = ./xpu_module.py;
      torchXpu = "${pkgs.torchXpu}/torch";
      python = pkgs.python3.withPackages (ps: [
        pkgs.torch
        ps.numpy
      ]);
      buildCommand = "source ${./kernel.sh}";
    };

  # The script runs with the attributes as variables.
  script =
    script: attributes:
    let
      pkgs = pkgsFor "2.11";
    in
    derivationOf pkgs (
      attributes
      // {
        folder = ./.;
        splitModules = ./split_modules.py;
        nativeBuildInputs = [ pkgs.spirvTools ];
        buildCommand = "source ${script}";
      }
    );
}
