# A derivation for `nix develop`: a shell that has its inputs on the path and runs `shellHook`.
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
    ownVariables = [ "ownVariables" ] ++ builtins.attrNames env;
    shellHook = builtins.readFile ./hook.sh + shellHook;
    nativeBuildInputs = packages;
    # `nix flake check` builds shells, and so checks that their tools can be built.
    buildCommand = ''printf '%s\n' $nativeBuildInputs >$out'';
  }
)
