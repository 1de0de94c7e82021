"""Nix's errors in the form of ours."""

import re

from kernel_builder.builder.errors import NixError

# The most lines of Nix's message that are shown.
MOST_LINES = 5


def readable_error(log: str) -> NixError:
    """The error in Nix's output, without the trace through kernel-builder's own files.

    A Python package that kernel-builder does not have is an unknown name in `with ps; [ … ]`. For an unknown name, the
    error therefore tells how to pin a package.
    """
    _, _, text = log.rpartition("error: ")
    lines = [line.strip() for line in (text or log).strip().splitlines()]
    lines = [line for line in lines if line and not line.startswith("(use '--show-trace'")]
    if not lines:
        return NixError(
            "Nix failed and printed no message",
            "run the command again; `kernel-builder doctor` shows how Nix is set up",
        )
    unknown = re.match(r"(?:undefined variable|attribute) '([^']+)'", lines[0])
    if unknown:
        lines = [*lines[: MOST_LINES - 2], f"if it is a Python package: kernel-builder lock-python {unknown[1]}"]
    if "cannot connect to socket" in lines[0]:
        lines = [*lines[: MOST_LINES - 2], "`kernel-builder doctor` shows how Nix is set up on this machine"]
    return NixError(*lines[:MOST_LINES])
