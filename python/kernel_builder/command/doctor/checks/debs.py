"""The mirror that .deb files of Debian come from."""

from concurrent.futures import ThreadPoolExecutor

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import without_password
from kernel_builder.command.doctor.row import Row
from kernel_builder.command.doctor.script_error import NO_SCRIPTS, script_error

NAME = ".deb files"
SECONDS = 4.0


def _named(line: str) -> str:
    """A line of mirrors.sh for people."""
    origin, _, address = line.partition("\t")
    return f"{without_password(address)} (from {origin})"


def check(machine: Machine, seconds: float = SECONDS) -> Row:
    script = machine.fetcher("mirrors.sh")
    if script is None:
        return Row(NAME, "note", "unknown", *NO_SCRIPTS)
    with ThreadPoolExecutor() as pool:
        first, candidates = pool.map(
            lambda word: machine.run("sh", str(script), word, timeout=seconds), ["find", "list"]
        )
    if first.status == 0:
        return Row(NAME, "ok", _named(first.stdout.splitlines()[0]))
    if first.status is not None:
        return Row(NAME, "wrong", "no mirror", *script_error(first.stderr))
    asked = ", ".join(map(_named, candidates.stdout.splitlines()))
    return Row(
        NAME,
        "wrong",
        "no mirror",
        f"no mirror answered within {seconds:g} s{f'; asked: {asked}' if asked else ''}",
        "check the network, or set KERNEL_BUILDER_DEBIAN_MIRROR to the address of a mirror (the folder above pool/)",
    )
