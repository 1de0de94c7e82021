# A program that builds and runs `ci-test` of the first variant that the machine can run.
{ writeShellScriptBin }:
{
  # The rows of lib/backends.
  backends,
  # See candidates.nix.
  candidates,
}:
writeShellScriptBin "ci-test" ''
  candidates='${toString (import ./candidates.nix candidates)}'
  ${import ./machine.nix backends}
  choose_candidate
  program=$(nix-store --realise "$chosen_derivation") || exit 1
  exec "$program/bin/ci-test" "$@"
''
