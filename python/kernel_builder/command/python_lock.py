"""The file python-check.lock: pinned packages for the tests of one kernel."""

import json
import pathlib
import tempfile
from collections.abc import Sequence
from typing import Callable, NamedTuple, Optional

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix.program import current_system
from kernel_builder.command.wheels import SYSTEMS, Pin, lock

FILE = "python-check.lock"

# Packages of kernel-builder by system: name → version, None if Torch brings the package.
Known = dict[str, dict[str, Optional[str]]]


class PythonLock(NamedTuple):
    """requested: the requirements. pins: system → name → pin. skipped: system → why it could not be resolved."""

    requested: list[str]
    pins: dict[str, dict[str, Pin]]
    skipped: dict[str, UserError]

    def text(self) -> str:
        """The content of the file."""
        return json.dumps({"requested": self.requested, **self.pins}, indent=1) + "\n"

    def names(self) -> list[str]:
        """`name version` of each pin."""
        return sorted({f"{name} {pin['version']}" for pins in self.pins.values() for name, pin in pins.items()})


def requested_in(file: pathlib.Path) -> list[str]:
    """The requirements that a lock was made for. Raises UserError if the lock does not exist."""
    if not file.exists():
        raise UserError(f"no package is named, and {file} does not exist", "name one: kernel-builder lock-python NAME")
    requested: list[str] = json.loads(file.read_text())["requested"]
    return requested


def lock_packages(
    requested: Sequence[str], known: Known, lock: Callable[[str, Sequence[str]], dict[str, Pin]] = lock
) -> PythonLock:
    """Pin packages for each system, except packages that kernel-builder has.

    Packages that kernel-builder has keep their versions. If a package has no wheels for another system, that system is
    skipped. Raises UserError if it has none for this machine. lock: pins requirements for a system.
    """
    result = PythonLock(sorted(requested), {}, {})
    for system in SYSTEMS:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
            constraints.writelines(f"{name}=={version}\n" for name, version in known[system].items() if version)
            constraints.flush()
            try:
                pins = lock(system, ["--constraint", constraints.name, *result.requested])
            except UserError as error:
                if system == current_system():
                    raise
                result.skipped[system] = error
                continue
        result.pins[system] = {name: pin for name, pin in pins.items() if name not in known[system]}
    return result
