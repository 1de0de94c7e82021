let
  lib = import ../../../lib { builder = { }; };
  partsOf =
    system:
    import ../../../lib/mirror-parts.nix {
      builder = { };
      ownShell = _: { drvPath = "/own-shell.drv"; };
    } (lib.makePackageSet (import ../../../overlays { inherit system; }));
  parts = partsOf "x86_64-linux";
  has = names: set: builtins.all (name: set ? ${name}) names;
in
{
  mirror-parts = {
    "there is a part for each variant that can be built, and for groups of files" = {
      actual = [
        (has [ "torch213-cxx11-cpu" "torch211-cxx11-rocm72" "bundle" "python" "cutlass" "all" ] parts)
        (parts ? torch213-cxx11-xpu20260)
      ];
      expected = [ true false ];
    };
    "a variant's part has its build, its shells and the command" = {
      actual = map (path: builtins.match ".*[.]drv" path != null) parts.torch213-cxx11-cpu;
      expected = [ true true true true ];
    };
    "the bundle is a part of all, and the shell of the tests is one too" = {
      actual = [
        (builtins.all (path: builtins.elem path parts.all) parts.bundle)
        (builtins.elem "/own-shell.drv" parts.all)
        (builtins.length parts.bundle < builtins.length parts.all)
      ];
      expected = [ true true true ];
    };
    "another system has its own parts, without the ones that it cannot have" = {
      actual = [ ((partsOf "aarch64-linux") ? torch213-cxx11-cu130) ((partsOf "aarch64-linux") ? clang) ];
      expected = [ true false ];
    };
  };
}
