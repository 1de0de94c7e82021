# The index of what the flake offers as `lib`.
{
  # kernel-builder's own flake.
  builder,
}:
{
  genKernelFlakeOutputs = import ./gen-kernel-flake-outputs.nix { inherit builder; };
  makePackageSet = (import ../pkgs/base/package-set.nix).makePackageSet;
  readKernelConfig = import ./kernel-config;
  systems = builtins.attrNames (import ../pkgs/base/systems.nix);
  # The build configs of a kernel config on a system: `variants (readKernelConfig ./.) "x86_64-linux"`.
  variants = kernelConfig: import ./variants.nix kernelConfig (import ../versions.nix);
}
