# A shell that turns into the shell of the first variant that the machine can run. Nix builds no other shell.
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
