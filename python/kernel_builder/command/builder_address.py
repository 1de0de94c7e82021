"""The address of kernel-builder's flake that a new kernel names."""

import os
import pathlib
import urllib.request
from typing import Callable, Optional

PUBLISHED = "github:huggingface/kernel-builder"
PAGE = "https://github.com/huggingface/kernel-builder"
# How long to wait for the page, in seconds.
TIMEOUT = 3


def is_published() -> bool:
    """Whether the published kernel-builder can be reached from here."""
    try:
        request = urllib.request.Request(PAGE, method="HEAD")
        with urllib.request.urlopen(request, timeout=TIMEOUT):
            return True
    except (OSError, ValueError):
        return False


def own_flake() -> Optional[pathlib.Path]:
    """The flake that this command comes from: Nix's copy of it, or the repository that it runs in."""
    named = os.environ.get("KERNEL_BUILDER_FLAKE")
    folder = pathlib.Path(named) if named else pathlib.Path(__file__).resolve().parents[3]
    return folder if (folder / "flake.nix").is_file() and (folder / "lib").is_dir() else None


def builder_address(reach: Optional[Callable[[], bool]] = None) -> tuple[str, str]:
    """The address for a new kernel's flake.nix, and a line about it; the line is "" for the published flake.

    reach: tells whether the published flake can be reached; by default is_published.
    """
    own = own_flake()
    if own is None or (reach or is_published)():
        return PUBLISHED, ""
    return f"path:{own}", (
        f"{PAGE} cannot be reached, so flake.nix names the kernel-builder of this machine, {own}; to name the "
        f'published one: inputs.kernel-builder.url = "{PUBLISHED}", then `nix flake update`'
    )
