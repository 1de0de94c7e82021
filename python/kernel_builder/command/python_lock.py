"""The file python-check.lock: pinned packages for the tests of one kernel."""

import json
import pathlib
import tempfile
from collections.abc import Sequence
from typing import Callable, NamedTuple, Optional

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

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
    """The requirements that a lock was made for; none if it does not exist."""
    requested: list[str] = json.loads(file.read_text())["requested"] if file.exists() else []
    return requested


def _name(requirement: str) -> str:
    """The normalized name of a requirement. Raises UserError if it is none."""
    try:
        return str(canonicalize_name(Requirement(requirement).name))
    except InvalidRequirement as error:
        problem = str(error).splitlines()[0]
        raise UserError(f"{requirement!r} is no requirement: {problem}", 'write for example "polars>=1.30"') from None


def changed(before: Sequence[str], added: Sequence[str], removed: Sequence[str]) -> list[str]:
    """Requirements after some are added, which replace those of the same name, and packages are removed.

    Raises UserError for a text that is no requirement, for a package to remove that is not there, and if none is left.
    """
    by_name = {_name(requirement): requirement for requirement in before}
    for name in map(_name, removed):
        if name not in by_name:
            raise UserError(f"{FILE} has no requirement of {name}", f"it has: {', '.join(by_name) or 'none'}")
        del by_name[name]
    by_name.update({_name(requirement): requirement for requirement in added})
    if not by_name and not removed:
        raise UserError(f"no package is named, and {FILE} does not exist", "name one: kernel-builder lock-python NAME")
    return sorted(by_name.values())


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
            except UserError as problem:
                # pip names the file with the versions that kernel-builder has.
                remedies = [line.replace(f" (constraint: {constraints.name})", "") for line in problem.remedies]
                error = UserError(
                    problem.message.replace(f"--constraint {constraints.name} ", ""),
                    *(line.replace(constraints.name, "kernel-builder's own versions") for line in remedies),
                )
                if system == current_system():
                    raise error from None
                result.skipped[system] = error
                continue
        result.pins[system] = {name: pin for name, pin in pins.items() if name not in known[system]}
    return result
