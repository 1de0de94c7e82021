"""Whether this build runs in Nix's sandbox."""

import os
import pathlib
from collections.abc import Mapping

# Nix's default for `sandbox-build-dir`. Outside of the sandbox, the folder of a build has a name of its own.
BUILD_FOLDER = "/build"


def is_sandboxed(
    environment: Mapping[str, str] = os.environ, first_process: pathlib.Path = pathlib.Path("/proc/1")
) -> bool:
    """Whether the process that calls this is part of a sandboxed build.

    In the sandbox a build has its own processes, and its builder is process 1. This tells a sandboxed build in another
    `sandbox-build-dir` from a build without the sandbox.
    """
    if environment.get("NIX_BUILD_TOP") == BUILD_FOLDER:
        return True
    try:
        variables = (first_process / "environ").read_bytes().split(b"\0")
    except OSError:
        # Process 1 belongs to the machine, and another user runs it.
        return False
    return any(variable.startswith(b"NIX_BUILD_TOP=") for variable in variables)
