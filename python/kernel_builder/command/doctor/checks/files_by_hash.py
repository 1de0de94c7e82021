"""The folder or address that holds files by their hash: KERNEL_BUILDER_MIRROR."""

import pathlib

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import no_answer, without_password
from kernel_builder.command.doctor.row import Row

NAME = "files by hash"
VARIABLE = "KERNEL_BUILDER_MIRROR"


def mirror_of(machine: Machine) -> tuple[str, str]:
    """Who names the folder or address, and the folder or address; both empty if nobody names one."""
    mirror = machine.environment.get(VARIABLE, "")
    if mirror:
        return VARIABLE, mirror
    mirror = machine.settings().get("MIRROR", "")
    return ("settings", mirror) if mirror else ("", "")


def check(machine: Machine) -> Row:
    origin, mirror = mirror_of(machine)
    if not mirror:
        return Row(NAME, "ok", f"none ({VARIABLE} is not set)")
    value = f"{without_password(mirror)} (from {origin})"
    if mirror.startswith(("http://", "https://")):
        reason = no_answer(f"{mirror.rstrip('/')}/")
        problem = f"{without_password(mirror)} does not answer: {reason}" if reason else ""
    elif mirror.startswith("s3://"):
        # Only a request for a file that is there would tell whether the bucket may be read.
        problem = ""
        if not machine.which("curl"):
            return Row(NAME, "note", value, "fetchers need curl for S3, and this machine has none", "install curl")
    else:
        folder = mirror[len("file://") :] if mirror.startswith("file://") else mirror
        problem = "" if pathlib.Path(folder).is_dir() else f"{folder}: no such folder"
    if not problem:
        return Row(NAME, "ok", value)
    return Row(NAME, "note", value, problem, f"set {VARIABLE} to a folder or an address that exists, or unset it")
