# The shell of the first variant that the machine can run: it becomes that one when it starts, so that no other is built.
{ mkShell }:
{
  # Name of the kernel.
  name,
  # Shells by variant, best first: { short; backend; shell; }.
  candidates,
}:
mkShell {
  inherit name;
  env.candidates = map (
    # A path of a derivation that is named, and not built.
    candidate: "${candidate.backend}=${candidate.short}=${builtins.unsafeDiscardOutputDependency candidate.shell.drvPath}"
  ) candidates;
  shellHook = builtins.readFile ./machine.sh + builtins.readFile ./default-shell.sh;
}
