"""A library contains device code for each requested architecture, and for no other."""

import pathlib

from kernel_builder.builder.checks import elf
from kernel_builder.builder.checks.backends import BACKENDS
from kernel_builder.builder.errors import CheckError

RULE = "a library contains device code for exactly the architectures that metadata.json names"


def compare(library: str, label: str, expected: set[str], listed: set[str], remedy: str) -> None:
    """Raise CheckError unless a library contains the expected architectures and no other. label: the kind of code."""
    missing, surplus = (", ".join(sorted(names)) for names in (expected - listed, listed - expected))
    problems = [
        *([f"{label} for {missing} is missing"] if missing else []),
        *([f"it contains {label} for {surplus}, which was not requested"] if surplus else []),
    ]
    if problems:
        raise CheckError(f"{library}: {', and '.join(problems)}", remedy)


def check(variant: pathlib.Path, *, backend: str, archs: list[str], compiler: str) -> str:
    """archs: as in build.toml. compiler: the compiler of the device code, for the report."""
    device_code = BACKENDS[backend].device_code
    if device_code is None:
        raise ValueError(f"the backend {backend} has no device code to check")
    for path in elf.libraries(variant):
        for kind in device_code.kinds:
            compare(path.name, kind.label, kind.expected(archs), kind.listed(path), device_code.remedy)
    return f"{', '.join(archs)} by {compiler}"
