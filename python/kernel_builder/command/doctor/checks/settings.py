"""Whether Nix's setting `sandbox` lets builds run in the sandbox, and fetchers outside of it."""

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.nix_settings import installer, place, read_settings
from kernel_builder.command.doctor.row import Row
from kernel_builder.command.nix.sandbox import can_sandbox

NAME = "settings"


def check(machine: Machine) -> Row:
    settings = read_settings(machine)
    if settings is None:
        return Row(NAME, "wrong", "unknown", "no Nix shows its settings", "run kernel-builder's install.sh")
    sandbox = settings.values.get("sandbox", "unknown")
    value = f"sandbox = {sandbox}; {settings.whose} count"
    remedy = installer(machine) + place(machine).remedy("sandbox", "relaxed")
    if sandbox == "true":
        # A choice, which install.sh --strict makes.
        return Row(NAME, "ok", f"{value}; kernel-builder fetches before a build, and `nix build` needs a fetch first")
    # Where the machine cannot sandbox, the row of the sandbox has the ways out.
    if sandbox == "false" and can_sandbox(machine.root):
        problem = "builds run without the sandbox, so another machine may build other bytes"
        return Row(NAME, "note", value, problem, remedy)
    return Row(NAME, "ok", value)
