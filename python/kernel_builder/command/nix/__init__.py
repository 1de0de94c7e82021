"""Calls of Nix: its programs, requests to a kernel's flake, and readable errors."""
