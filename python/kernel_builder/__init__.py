"""kernel-builder in Python: `builder` runs in builds, in the sandbox; `command` is the command."""

import os

__version__ = "0.1.0"


def version_text() -> str:
    """The version, followed by the revision if the command was packaged from a known one."""
    revision = os.environ.get("KERNEL_BUILDER_REVISION")
    return f"{__version__} ({revision})" if revision else __version__
