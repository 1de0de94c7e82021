"""Whether GitHub answers. Builds do not need it."""

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import no_answer
from kernel_builder.command.doctor.row import Row

NAME = "GitHub"
ADDRESS = "https://github.com"


def check(machine: Machine, address: str = ADDRESS) -> Row:
    reason = no_answer(address)
    if not reason:
        return Row(NAME, "ok", "answers")
    return Row(
        NAME,
        "ok",
        f"does not answer ({reason}); this costs nothing: only flakes from there that Nix has not fetched need it",
    )
