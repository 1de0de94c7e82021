"""The free space of the store."""

import shutil

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.row import Row

NAME = "disk"
GIGABYTE = 1e9
# Gigabytes for the first build of a CPU variant, and for builds whose tools are in the store.
FIRST_BUILD, LATER_BUILD = 3, 0.5


def check(machine: Machine) -> Row:
    folder = machine.path("nix/store")
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / GIGABYTE
    value = f"/nix: {free:.1f} GB are free"
    if free >= FIRST_BUILD:
        return Row(NAME, "ok", value)
    problem = f"the first build for the CPU needs {FIRST_BUILD} GB in /nix, {free:.1f} GB are free"
    remedy = "free some space; `nix-collect-garbage` deletes what no profile uses"
    return Row(NAME, "note" if free >= LATER_BUILD else "wrong", value, problem, remedy)
