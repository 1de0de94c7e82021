"""The command `kernel-builder`: calls of Nix, templates, uploads. No build uses it: a change here rebuilds nothing."""
