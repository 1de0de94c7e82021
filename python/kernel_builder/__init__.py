"""The command of kernel-builder: validation, project files, checks, and calls of Nix."""

__version__ = "0.1.0"
