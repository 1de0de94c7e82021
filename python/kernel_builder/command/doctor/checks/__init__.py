"""The checks of the doctor. Each module has a NAME and a function `check` that returns the row of that name."""

from typing import Protocol

from kernel_builder.command.doctor.checks import (
    caches,
    debs,
    disk,
    driver,
    environment,
    files_by_hash,
    flakes,
    github,
    hub,
    nix,
    older_settings,
    processors,
    sandbox,
    settings,
    wheels,
)
from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.row import Row


class Check(Protocol):
    NAME: str

    def check(self, machine: Machine) -> Row: ...


# In the order of the table.
CHECKS: list[Check] = [
    nix,
    settings,
    flakes,
    sandbox,
    older_settings,
    disk,
    processors,
    debs,
    wheels,
    files_by_hash,
    environment,
    caches,
    github,
    driver,
    hub,
]
