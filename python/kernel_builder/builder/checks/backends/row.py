"""The form of a backend's row."""

import json
import pathlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import NamedTuple, Optional

from kernel_builder.builder.checks.check import Check


class CodeKind(NamedTuple):
    """One kind of device code, such as machine code.

    label: its name in messages.
    expected: architectures in build.toml → those that a library must have, as `listed` writes them.
    listed: the architectures that a library has; raises CheckError if its device code cannot be read.
    """

    label: str
    expected: Callable[[list[str]], set[str]]
    listed: Callable[[pathlib.Path], set[str]]


class DeviceCode(NamedTuple):
    """The device code of a backend. remedy: how a user asks for other architectures."""

    kinds: tuple[CodeKind, ...]
    remedy: str


@dataclass(frozen=True)
class Row:
    """The facts about a backend that the checks need.

    libraries: patterns of the libraries that only kernels for this backend may need.
    device_code: None if no check reads it.
    checks: name → check, for checks that only builds for this backend run.
    """

    libraries: tuple[str, ...]
    device_code: Optional[DeviceCode] = None
    checks: Mapping[str, Check] = field(default_factory=dict)


def library_patterns(backend: str) -> tuple[str, ...]:
    """The backend's entry in libraries.json, as patterns of file names. The driver's entries already are file names."""
    entry = json.loads((resources.files("kernel_builder.builder") / "libraries.json").read_text())[backend]
    return (
        *(f"lib{name}.so" for name in entry["torch"]),
        *(f"lib{name}.so.*" for name in [*entry["runtime"], *entry["libraries"]]),
        *entry["driver"],
    )
