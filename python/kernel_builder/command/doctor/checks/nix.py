"""Which Nix this machine has, and who builds with it."""

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.row import Row
from kernel_builder.command.nix.program import version_in

NAME = "Nix"
OLDEST = (2, 8)
FLAVOURS = {"Determinate": "Determinate Nix", "Lix": "Lix"}


def check(machine: Machine) -> Row:
    program = machine.which("nix")
    if program is None:
        return Row(
            NAME,
            "wrong",
            "not installed",
            "PATH has no program `nix`",
            "run kernel-builder's install.sh, or install Nix",
        )
    text = machine.run(program, "--version").stdout
    flavour = next((name for word, name in FLAVOURS.items() if word in text), "Nix")
    version = version_in(text)
    way = "through the daemon" if machine.uses_daemon else f"{machine.user} builds without the daemon"
    value = f"{flavour} {'.'.join(map(str, version))} in {program}, {way}{', on NixOS' if machine.is_nixos else ''}"
    if version < OLDEST:
        return Row(
            NAME,
            "wrong",
            value,
            f"kernel-builder needs Nix {'.'.join(map(str, OLDEST))} or newer",
            "remove this Nix with the tool that installed it, then run kernel-builder's install.sh",
        )
    return Row(NAME, "ok", value)
