# The outputs of kernel-builder's own flake: the library, overlays, the command, and a shell to work on kernel-builder.
{ self, lib }:
let
  forSystems =
    function:
    builtins.listToAttrs (map (system: { name = system; value = function (packageSet system); }) lib.systems);
  inherit (import ./source.nix) revision;
  mirrorParts = import ./mirror-parts.nix {
    builder = self;
    ownShell = system: devShells.${system}.default;
  };
  packageSet = system: lib.makePackageSet (import ../overlays { inherit system; });
  devShells = forSystems (pkgs: {
    default = pkgs.mkShell {
      name = "kernel-builder";
      packages = [
        pkgs.cmake
        (pkgs.callPackage ../pkgs/linters { })
        (pkgs.python3.withPackages (ps: [
          pkgs.kernelBuilder.package
          ps.hypothesis
          ps.kernels
          ps.mypy
          ps.pytest
          ps.pytest-xdist
          ps.setuptools
          ps.wheel
        ]))
      ];
    };
  });
in
{
  inherit lib;

  overlays = {
    python = import ../overlays/python.nix;
    kernel-builder = import ../overlays/kernel-builder.nix;
  };

  packages = forSystems (pkgs: rec {
    kernel-builder = pkgs.kernelBuilder.makeCommand {
      revision = revision self;
      flake = toString self;
    };
    default = kernel-builder;
    update-pins = pkgs.updatePins;
    push-cache = pkgs.writeShellScriptBin "push-cache" ''
      exec '${kernel-builder}/bin/kernel-builder' push-cache "$@"
    '';
    mirror = pkgs.makeMirror { flake = toString self; };
  });

  templates.default = {
    path = ../templates/kernel;
    description = "A compute kernel for PyTorch, for the CPU and CUDA, that builds and passes its tests";
  };

  # The package sets, to look at or to build upon.
  legacyPackages = forSystems (pkgs: pkgs // { mirrorParts = mirrorParts pkgs; });

  # `nix fmt` formats the files and folders that it is given, or the current folder.
  formatter = forSystems (
    pkgs: pkgs.callPackage ../pkgs/linters/formatter.nix { } { scripts = ../tests/lint; }
  );

  inherit devShells;
}
