"""The lock file of a kernel's flake: whether it can pin the inputs that flake.nix names."""

import json
import pathlib
import re
from typing import Any

from kernel_builder.command.nix.program import find_program, version_of

LOCK = "flake.lock"
# `nix flake update NAME` renews one input since this Nix; before, another command did.
UPDATES_BY_NAME = (2, 19)


def names_builder_by_path(folder: pathlib.Path) -> bool:
    """Whether flake.nix names an input by a path from its own folder, which no lock file is kept for.

    A lock file pins such an input by the hash of the whole tree, which any change there makes stale.
    """
    return re.search(r'"path:\.\.', (folder / "flake.nix").read_text()) is not None


def _address(original: dict[str, Any]) -> str:
    """The part of an input's address that flake.nix must contain if it still names that input."""
    if "owner" in original:
        return f"{original['owner']}/{original['repo']}"
    return str(original.get("url") or original.get("path") or original.get("id") or "")


def stale_inputs(folder: pathlib.Path) -> list[str]:
    """Names of a flake's own inputs whose address in flake.lock is not in flake.nix."""
    try:
        lock = json.loads((folder / LOCK).read_text())
        nodes = lock["nodes"]
        inputs = nodes[lock["root"]].get("inputs", {})
        flake = (folder / "flake.nix").read_text()
        addresses = {name: _address(nodes[node]["original"]) for name, node in inputs.items() if isinstance(node, str)}
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return sorted(name for name, address in addresses.items() if address not in flake)


def update_command(name: str) -> str:
    """The command that locks one input again, for this machine's Nix."""
    if version_of(find_program("nix")) >= UPDATES_BY_NAME:
        return f"nix flake update {name}"
    return f"nix flake lock --update-input {name}"
