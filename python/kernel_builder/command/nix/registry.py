"""A registry of flakes for shells. To open a shell, Nix looks for a bash in the flake that a registry calls `nixpkgs`.

With Nix's own registry it asks GitHub, which takes seconds and prints warnings without a network. kernel-builder's
flake has such a bash, so for the call that opens a shell it stands for `nixpkgs`.
"""

import json
import os
import pathlib
from typing import Optional


def registry_options(builder: Optional[str]) -> list[str]:
    """Options of `nix develop`. builder: the folder of kernel-builder's flake, None if unknown.

    The file stays in the user's cache, since the shell replaces this process. Raises OSError if it cannot be written.
    """
    if builder is None:
        return []
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    file = cache / "kernel-builder/registry.json"
    source = {"type": "indirect", "id": "nixpkgs"}
    registry = {"version": 2, "flakes": [{"from": source, "to": {"type": "path", "path": builder}}]}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(registry))
    return ["--option", "flake-registry", str(file)]
