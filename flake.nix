{
  description = "Build, check, test and publish PyTorch compute kernels";

  # A kernel may take extra tools from nixpkgs. kernel-builder itself does not use it, so Nix does not fetch it.
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/2f4fd5e1abf9bac8c1d22750c701a7a5e6b524c6";

  outputs =
    { self, nixpkgs }:
    import ./lib/own-flake-outputs.nix {
      inherit self;
      lib = import ./lib { builder = self; };
    };
}
