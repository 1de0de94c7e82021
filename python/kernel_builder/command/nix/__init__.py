"""Calls of Nix: the programs, what a kernel's flake is asked, and readable errors."""
