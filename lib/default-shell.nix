# The shell of the first variant that the machine can run: it becomes that one when it starts, so that no other is built.
{ mkShell }:
{
  name,
  # See candidates.nix.
  candidates,
}:
mkShell {
  inherit name;
  env.candidates = import ./candidates.nix candidates;
  shellHook = builtins.concatStringsSep "" (
    map builtins.readFile [
      ./machine.sh
      ./choose-candidate.sh
      ./default-shell.sh
    ]
  );
}
