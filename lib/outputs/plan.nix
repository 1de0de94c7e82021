# The plan: the record from which the command evaluates what it needs. It names all variants, and the derivations to
# build and to open. A part that is not evaluated cannot fail.
let
  inherit (import ./by-name.nix) byName;
  # A path without its context: evaluating the plan then builds nothing.
  bare = builtins.unsafeDiscardStringContext;
  buildOf =
    { summaryOf, variant }:
    let
      summary = summaryOf variant;
    in
    {
      derivation = summary.drvPath;
      result = bare summary.outPath;
      extension = bare variant.extension.drvPath;
      built = bare variant.extension.outPath;
      # The check that runs before anything is compiled, and the objects: path of the source → derivation.
      check = bare variant.extension.sourcesCheck.drvPath;
      checked = bare variant.extension.sourcesCheck.outPath;
      objects = builtins.mapAttrs (_: object: bare object.drvPath) variant.extension.objectsByFile;
    };
in
{
  # Records of all variants, for list-variants: see variant-records.nix.
  records,
  # Variants that can be built, best first; and those of them that shells without a name choose from.
  variants,
  candidates,
  # Function of a variant: see bundles.nix.
  summaryOf,
  # Derivations of the shells without a variant's name: { default; test; }.
  shells,
  # The rows of lib/backends.
  backends,
  # kernel-builder's own flake.
  builder,
}:
{
  # The folder of that flake, from which Nix takes the bash of a shell, or null.
  builder = if builder ? outPath then bare builder.outPath else null;
  variants = records;
  builds = byName (variant: buildOf { inherit summaryOf variant; }) variants;
  # A script for bash that prints which variant the shells without a name are for, on the machine where it runs.
  chooser = ''
    candidates="${toString (map (variant: "${variant.backend}=${variant.short}=") candidates)}"
    ${import ../shells/machine.nix backends}
    choose_candidate 2>/dev/null
    echo "$chosen_variant"
  '';
  testShells = byName (variant: variant.shells.testShell.drvPath) variants;
  devShells = byName (variant: variant.shells.devShell.drvPath) variants;
  testShell = shells.test.drvPath;
  devShell = shells.default.drvPath;
}
