{
  systems = {
    "each system that another one builds for has its compiler and its emulator" = {
      actual = builtins.mapAttrs (_: pins: builtins.attrNames pins) (
        builtins.fromJSON (builtins.readFile ../../../../pkgs/cross/lock.json)
      );
      expected =
        let
          systems = import ../../../../pkgs/base/systems.nix;
          pairs = builtins.mapAttrs (_: platform: platform.crossCompiles) systems;
        in
        removeAttrs pairs (builtins.filter (system: pairs.${system} == [ ]) (builtins.attrNames pairs));
    };
    "kernels are built for the two systems of Linux" = {
      actual = builtins.attrNames (import ../../../../pkgs/base/systems.nix);
      expected = [
        "aarch64-linux"
        "x86_64-linux"
      ];
    };
  };
}
