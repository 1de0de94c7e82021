"""`./run pins-check`: which pinned files their registries no longer have, and the command that renews each."""

import pathlib
import sys
import time

from kernel_builder.command.doctor.checks.wheels import Pip, read_pip
from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.pins.locks import Pin, read_pins
from kernel_builder.command.pins.served import NVIDIA_ARCHIVES, Registries


def registries_of(machine: Machine) -> Registries:
    """The places that fetchers of this machine ask."""
    scripts = [machine.fetcher(name) for name in ("pip.sh", "mirrors.sh")]
    found, listed = (
        machine.run("sh", str(script), word, timeout=20).stdout if script else ""
        for script, word in zip(scripts, ("find", "list"))
    )
    pip = read_pip(machine, found.split()) if found else Pip("", [])
    mirrors = [line.partition("\t")[2] for line in listed.splitlines()]
    nvidia = machine.environment.get("KERNEL_BUILDER_NVIDIA_MIRROR", NVIDIA_ARCHIVES)
    return Registries(pip.address, pip.extra, mirrors, nvidia)


def report(answers: dict[Pin, str]) -> list[str]:
    """Lines about the files that are not served: first the ones that are gone, each with what renews its pin."""
    gone = [
        f"gone: {pin.name} ({pin.place}): {_renewal(pin)}" + ("" if reason == "gone" else f"; {reason}")
        for pin, reason in answers.items()
        if reason and not reason.startswith("?")
    ]
    unknown: dict[tuple[str, str], list[Pin]] = {}
    for pin, reason in answers.items():
        if reason.startswith("?"):
            unknown.setdefault((pin.registry, reason[1:]), []).append(pin)
    return gone + [
        f"not known: {len(pins)} files of {registry}, such as {pins[0].name}: {reason}"
        for (registry, reason), pins in unknown.items()
    ]


def _renewal(pin: Pin) -> str:
    return f"nix run .#update-pins -- {pin.renew}" if pin.renew else f"correct {pin.place} by hand"


def main() -> None:
    start = time.monotonic()
    pins = read_pins(pathlib.Path("."))
    answers = registries_of(Machine()).check(pins)
    lines = report(answers)
    for line in lines:
        print(line)
    served = sum(reason == "" for reason in answers.values())
    print(f"{served} of {len(pins)} pinned files are served; time: {time.monotonic() - start:.0f} s")
    if any(line.startswith("gone: ") for line in lines):
        sys.exit(1)


if __name__ == "__main__":
    main()
