# genKernelFlakeOutputs: all outputs of a kernel's flake.
{
  # kernel-builder's own flake.
  builder,
  # The rows of lib/backends, the records of versions.nix, and the reader of build.toml.
  backends ? import ./backends,
  versions ? import ../versions.nix,
  readKernelConfig ? import ./kernel-config,
}:
let
  inherit (builtins)
    attrNames
    listToAttrs
    map
    mapAttrs
    ;
  inherit (import ./source.nix) kernelSource revision;
  inherit (import ./arguments.nix) checkArguments checkSelf;
  inherit (import ./python/inputs.nix) checkInputs;
  systems = attrNames (import ../pkgs/base/systems.nix);
  forSystem = import ./outputs/for-system.nix {
    inherit builder backends versions;
    builderRevision = revision builder;
  };
in
# given: the arguments of a kernel's flake, see arguments.nix.
given:
let
  checked = checkArguments given;
  arguments = checked // {
    pythonCheckInputs = checkInputs given "pythonCheckInputs" checked.pythonCheckInputs;
    pythonNativeCheckInputs = checkInputs given "pythonNativeCheckInputs" checked.pythonNativeCheckInputs;
  };
  kernelConfig = readKernelConfig arguments.path;
  source = kernelSource {
    self = checkSelf arguments.self;
    inherit (arguments) path;
    inherit kernelConfig;
  };
  perSystem = listToAttrs (
    map (system: {
      name = system;
      value = forSystem {
        inherit
          system
          kernelConfig
          source
          arguments
          ;
      };
    }) systems
  );
  output = name: mapAttrs (_system: outputs: outputs.${name}) perSystem;
in
# Outputs are lazy, but a wrong call must fail whichever output is evaluated.
builtins.seq checked {
  packages = output "packages";
  apps = output "apps";
  legacyPackages = output "legacyPackages";
  devShells = output "devShells";
  checks = output "checks";
  lib = {
    variants = output "variants";
    # Why backends of the kernel have no variant.
    noVariants = output "noVariants";
    # Versions of Python packages, which lock-python keeps.
    pythonPackages = listToAttrs (map (name: { inherit name; value = import ./python/packages.nix name; }) systems);
  };
}
