# The parts of a mirror of pinned files: name → derivations, as .drv paths. A part has the files that builds of these
# fetch.
{
  # kernel-builder's own flake.
  builder,
  # Function of a system: the shell to work on kernel-builder.
  ownShell,
}:
# pkgs: the package set of a system.
pkgs:
let
  inherit (builtins)
    attrNames
    attrValues
    concatLists
    filter
    fromJSON
    listToAttrs
    map
    readFile
    ;
  inherit (pkgs.hostPlatform) system;

  # A kernel that has every variant: the template, for all backends that have a toolchain.
  outputs = import ./gen-kernel-flake-outputs.nix {
    inherit builder;
    readKernelConfig =
      path:
      let
        config = import ./kernel-config path;
      in
      config // { general = config.general // { backends = [ "cpu" "cuda" "rocm" "xpu" ]; }; };
  } {
    self = builder;
    path = ../templates/kernel;
    pythonCheckInputs = ps: [ ps.numpy ];
  };
  inherit (outputs.legacyPackages.${system}) plan;
  buildable = filter (record: record.notBuildable == null) plan.variants;

  # The command, which builds and uploads, belongs to every variant.
  command = pkgs.kernelBuilder.command.drvPath;
  ofVariant = record: [
    plan.builds.${record.name}.derivation
    plan.testShells.${record.name}
    plan.devShells.${record.name}
    command
  ];
  variants = listToAttrs (map (record: { name = record.short; value = ofVariant record; }) buildable);
  pinned = attrNames (fromJSON (readFile (../pkgs/python/lock + "/${system}.json")));
  further = {
    # Every package that a kernel may name in pythonCheckInputs or python-depends.
    python = map (name: pkgs.python3.pkgs.${name}.drvPath) pinned;
    # The libraries of headers that a kernel may name in depends.
    cutlass = map (package: package.drvPath) (attrValues (pkgs.callPackage ../pkgs/cutlass { }));
    # Tests and linters of kernel-builder itself.
    builder = [ (ownShell system).drvPath ];
  }
  # cudaCompiler = "clang".
  // (if system == "x86_64-linux" then { clang = [ pkgs.clang.drvPath ]; } else { });
in
variants
// further
// {
  # The variants that a bundle builds by default.
  bundle = concatLists (map ofVariant (filter (record: record.bundle) buildable));
  all = concatLists (attrValues (variants // further));
}
