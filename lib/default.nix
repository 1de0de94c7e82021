# The index of the flake's output `lib`.
{
  # kernel-builder's own flake.
  builder,
}:
{
  genKernelFlakeOutputs = import ./gen-kernel-flake-outputs.nix { inherit builder; };
  inherit (import ../pkgs/base/package-set.nix) makePackageSet;
  # The kernel config of a folder: its build.toml, checked.
  readKernelConfig = import ./kernel-config;
  systems = builtins.attrNames (import ../pkgs/base/systems.nix);
  # The build configs of a kernel config on a system: `variants (readKernelConfig ./.) "x86_64-linux"`.
  variants =
    kernelConfig: system:
    import ./build-configs.nix
      {
        backends = import ./backends;
        versions = import ../versions.nix;
      }
      {
        inherit kernelConfig system;
        arguments = (import ./arguments.nix).defaults;
      };
}
