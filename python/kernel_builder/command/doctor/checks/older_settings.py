"""Lines that older versions of install.sh wrote into Nix's settings because a host did not answer in that moment."""

import re

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.nix_settings import settings_folder
from kernel_builder.command.doctor.row import Row

NAME = "older settings"
BLOCK = re.compile(r"^# >>> kernel-builder >>>$(.*?)^# <<< kernel-builder <<<$", re.M | re.S)
OLDER = re.compile(r"^(substituters =|flake-registry = .*kernel-builder-registry\.json) *$", re.M)


def check(machine: Machine) -> Row:
    file = f"{settings_folder(machine)}/nix.conf"
    lines = [line for block in BLOCK.findall(machine.read(file)) for line in OLDER.findall(block)]
    if not lines:
        return Row(NAME, "ok", "none")
    return Row(
        NAME,
        "note",
        " and ".join(f"`{line}`" for line in lines) + f" in /{file}",
        "an older install.sh wrote this for good: Nix uses no cache, or `nix run nixpkgs#…` finds kernel-builder",
        "run kernel-builder's ./install.sh again: it takes these lines out",
    )
