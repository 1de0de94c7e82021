# A shell that becomes the one of the first variant that the machine can run, so that no other is built.
{ mkShell }:
{
  name,
  # The rows of lib/backends.
  backends,
  # See candidates.nix.
  candidates,
}:
mkShell {
  inherit name;
  env.candidates = import ./candidates.nix candidates;
  shellHook = import ./machine.nix backends + "\n" + builtins.readFile ./default-shell.sh;
}
