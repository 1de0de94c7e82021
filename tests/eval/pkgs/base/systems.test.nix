{
  systems = {
    "kernels are built for the two systems of Linux" = {
      actual = builtins.attrNames (import ../../../../pkgs/base/systems.nix);
      expected = [
        "aarch64-linux"
        "x86_64-linux"
      ];
    };
  };
}
