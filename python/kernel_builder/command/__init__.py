"""The command `kernel-builder`: calls of Nix, templates and uploads. A change here builds no kernel anew."""
