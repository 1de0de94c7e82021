# A derivation for `nix develop`: its inputs on the path, and `shellHook` run in the shell.
{ stdenv }:
{
  name ? "shell",
  # Derivations: tools of the shell.
  packages ? [ ],
  # Shell code, run when the shell starts.
  shellHook ? "",
  # Environment variables.
  env ? { },
}:
stdenv.mkDerivation (
  env
  // {
    inherit name;
    shellHook = builtins.readFile ./hook.sh + shellHook;
    nativeBuildInputs = packages;
    # Building a shell, as `nix flake check` does, proves that its tools are there.
    buildCommand = ''printf '%s\n' $nativeBuildInputs >$out'';
  }
)
