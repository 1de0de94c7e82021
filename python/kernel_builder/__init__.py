"""The command of kernel-builder: validation, project files, checks, upload, and calls of Nix."""

import os

__version__ = "0.1.0"


def version_text() -> str:
    """The version, with the revision where the command was packaged from one."""
    revision = os.environ.get("KERNEL_BUILDER_REVISION")
    return f"{__version__} ({revision})" if revision else __version__
