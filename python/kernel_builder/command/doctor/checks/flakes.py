"""Whether flakes are on. The command kernel-builder asks for them by itself."""

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.nix_settings import installer, place, read_settings
from kernel_builder.command.doctor.row import Row

NAME = "flakes"
FEATURES = ["nix-command", "flakes"]


def check(machine: Machine) -> Row:
    # A user's own settings count here, also with the daemon.
    settings = read_settings(machine)
    if settings is None or "flakes" in settings.words("experimental-features"):
        return Row(NAME, "ok", "on" if settings else "unknown without Nix")
    return Row(
        NAME,
        "note",
        "off",
        "`nix build .#bundle` and other calls of `nix` ask for experimental features; `kernel-builder build` works",
        installer(machine) + place(machine).remedy("extra-experimental-features", " ".join(FEATURES)),
    )
