"""Cores and memory, and how many of them Nix uses."""

import os
import re

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.nix_settings import read_settings
from kernel_builder.command.doctor.row import Row

NAME = "cores, memory"
# Gigabytes that a compiler needs for a file that includes Torch's headers.
PER_COMPILER = 1.0


def _gigabytes(machine: Machine) -> float:
    """The memory that processes may use: the machine's, or the limit of the container."""
    total = re.search(r"^MemTotal: +(\d+) kB", machine.read("proc/meminfo"), re.M)
    limit = machine.read("sys/fs/cgroup/memory.max").strip()
    sizes = [int(total[1]) * 1024] if total else []
    sizes += [int(limit)] if limit.isdigit() else []
    return min(sizes, default=0) / 1e9


def check(machine: Machine) -> Row:
    cores, memory = len(os.sched_getaffinity(0)), _gigabytes(machine)
    settings = read_settings(machine)
    value = f"{cores} cores, {memory:.0f} GB"
    per_job = ""
    if settings:
        jobs, per_job = settings.values.get("max-jobs", "?"), settings.values.get("cores", "?")
        value += f"; Nix: max-jobs = {jobs}, cores = {per_job}{' (all)' if per_job == '0' else ''}"
    if per_job.isdigit() and int(per_job):
        cores = min(cores, int(per_job))
    if not memory or memory >= cores * PER_COMPILER:
        return Row(NAME, "ok", value)
    fitting = max(1, int(memory / PER_COMPILER))
    return Row(
        NAME,
        "note",
        value,
        f"{cores} compilers at a time may need more than {memory:.1f} GB of memory",
        f"kernel-builder build --max-jobs 1 --cores {fitting}",
    )
