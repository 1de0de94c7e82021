# The programs that `nix run` runs, and the shells that choose their variant on the user's machine.
{
  # A package set: these do not depend on the variant.
  pkgs,
}:
{
  # The kernel's name.
  name,
  # The rows of lib/backends.
  backends,
  # Variants that can be built, best first.
  variants,
  # The bundle that build-and-copy copies.
  bundle,
}:
let
  # Records for shells/candidates.nix. derivationOf: which derivation of a variant.
  candidates =
    derivationOf:
    map (variant: {
      inherit (variant) short backend;
      derivation = derivationOf variant;
    }) variants;
  defaultShell =
    kind: derivationOf:
    import ../shells/default-shell.nix { inherit (pkgs) mkShell; } {
      name = "${name}-${kind}";
      inherit backends;
      candidates = candidates derivationOf;
    };
in
{
  shells = {
    default = defaultShell "develop" (variant: variant.shells.devShell);
    test = defaultShell "test" (variant: variant.shells.testShell);
  };

  programs = rec {
    build-and-copy = pkgs.makeBuildAndCopy { inherit bundle; };
    build-and-upload = pkgs.makeUpload {
      name = "build-and-upload";
      before = build-and-copy;
    };
    upload = pkgs.makeUpload { name = "upload"; };
    # Sends what users of the kernel in the current folder need to a binary cache.
    push-cache = pkgs.writeShellScriptBin "push-cache" ''
      exec '${pkgs.kernelBuilder.command}/bin/kernel-builder' push-cache "$@"
    '';
    ci-test = import ../shells/default-ci-test.nix { inherit (pkgs) writeShellScriptBin; } {
      inherit backends;
      candidates = candidates (variant: variant.shells.ciTest);
    };
  };
}
