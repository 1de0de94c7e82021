"""Nix's errors in the form of kernel-builder's errors."""

import re

from kernel_builder.builder.errors import NixError

# At most so many lines of Nix's message are shown.
MOST_LINES = 5


def readable_error(log: str) -> NixError:
    """The error in Nix's output, without the trace through kernel-builder's own files.

    An unknown name may be a Python package in `with ps; [ … ]` that kernel-builder does not have. So the error for an
    unknown name has the command that pins a package. In a git repository, Nix sees only files that git tracks.
    """
    _, _, text = log.rpartition("error: ")
    lines = [line.strip() for line in (text or log).strip().splitlines()]
    lines = [line for line in lines if line and not line.startswith("(use '--show-trace'")]
    if not lines:
        return NixError(
            "Nix failed and printed no message",
            "run the command again; `kernel-builder doctor` shows how Nix is set up",
        )
    untracked = re.match(r"getting status of '/nix/store/[^/]+-source/([^']+)': No such file", lines[0])
    if untracked:
        return NixError(f"git does not track {untracked[1]}, so Nix does not see it", f"run `git add {untracked[1]}`")
    unknown = re.match(r"(?:undefined variable|attribute) '([^']+)'", lines[0])
    if unknown:
        lines = [*lines[: MOST_LINES - 2], f"if it is a Python package: kernel-builder lock-python {unknown[1]}"]
    if "cannot connect to socket" in lines[0]:
        lines = [*lines[: MOST_LINES - 2], "`kernel-builder doctor` shows how Nix is set up on this machine"]
    return NixError(*lines[:MOST_LINES])
