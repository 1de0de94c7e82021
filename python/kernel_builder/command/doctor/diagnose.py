"""All checks at once."""

import threading
import time
from collections.abc import Sequence

from kernel_builder.command.doctor.checks import CHECKS, Check
from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.row import Row

# Seconds that all checks together may take.
SECONDS = 4.4


def diagnose(machine: Machine, checks: Sequence[Check] = CHECKS, seconds: float = SECONDS) -> list[Row]:
    """The row of each check, in the order of the checks. A check that takes longer has a row about that."""
    rows: dict[str, Row] = {}
    threads = [threading.Thread(target=_run, args=(check, machine, rows), daemon=True) for check in checks]
    deadline = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))
    return [rows.get(check.NAME) or _late(check.NAME, seconds) for check in checks]


def _run(check: Check, machine: Machine, rows: dict[str, Row]) -> None:
    try:
        rows[check.NAME] = check.check(machine)
    except Exception as error:
        problem = f"this check ended with an error: {type(error).__name__}: {error}"
        rows[check.NAME] = Row(check.NAME, "note", "unknown", problem, "report this as a bug of kernel-builder")


def _late(name: str, seconds: float) -> Row:
    problem = f"this check did not end within {seconds:g} s"
    return Row(name, "note", "unknown", problem, "run `kernel-builder doctor` again when the machine is less busy")
