"""The table that a build ends with."""

import pathlib
from typing import Any, Callable

from kernel_builder.command.kernel_tests import Counts
from kernel_builder.command.outcome import Outcome
from kernel_builder.command.plan import VariantRecord, is_bundled

# Result → its colour on a terminal.
COLOURS = {"built": "green", "cached": "cyan", "failed": "red", "not started": "red"}
WARNED = "yellow"
# Column of the result.
RESULT = 1
HEADING = ("variant", "result", "library", "size", "checks", "tests")


def not_buildable_lines(variants: list[VariantRecord]) -> list[str]:
    """A line for each reason why variants of the bundle cannot be built, with the names of these variants.

    A variant that build.toml refuses has a row of the table.
    """
    names_by_reason: dict[str, list[str]] = {}
    for variant in variants:
        if variant["notBuildable"] and not variant.get("refused") and is_bundled(variant):
            names_by_reason.setdefault(variant["notBuildable"], []).append(variant["short"])
    return [f"not buildable: {', '.join(names)}: {reason}" for reason, names in names_by_reason.items()]


def _row(outcome: Outcome, tests: dict[str, Counts]) -> tuple[str, ...]:
    checks = f"{outcome.checks} passed"
    checks += "" if outcome.loaded else ", not loaded"
    checks += "" if outcome.sandboxed else ", not sandboxed"
    count = len(outcome.warnings)
    warnings = f", {count} warning{'' if count == 1 else 's'}" if count else ""
    return (
        outcome.variant,
        outcome.result + warnings,
        outcome.library or "-",
        f"{outcome.size / 1024:.0f} KiB" if outcome.library else "-",
        "-" if outcome.failed else checks,
        str(tests.get(outcome.variant, "not run")),
    )


def _plain(text: str, fg: str) -> str:
    return text


def table(outcomes: list[Outcome], tests: dict[str, Counts], seconds: float, style: Callable[..., str] = _plain) -> str:
    """The outcomes as a table; below it the warnings, each failure with the command that shows its log, and the time.

    tests: variant → counts, empty if no tests ran. style: gives a text a colour, as click.style does.
    """
    rows = [HEADING, *(_row(outcome, tests) for outcome in outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    cells = [[cell.ljust(width) for cell, width in zip(row, widths)] for row in rows]
    for row, outcome in zip(cells[1:], outcomes):
        is_warned = outcome.warnings and not outcome.failed
        row[RESULT] = style(row[RESULT], fg=WARNED if is_warned else COLOURS[outcome.result])
    lines = ["  ".join(row).rstrip() for row in cells]
    # Most warnings are about sources, and so the same for all variants.
    lines += dict.fromkeys(f"warning: {text}" for outcome in outcomes for text in outcome.warnings)
    for outcome in outcomes:
        for failure in outcome.failures:
            lines.append(f"{outcome.variant}: {failure.error}")
            lines += [f"  {hint}" for hint in failure.hints]
            lines += [f"  full log: nix log {failure.derivation}"] if failure.derivation else []
    if any(outcome.result == "not started" for outcome in outcomes):
        lines.append(
            "not started: a dependency failed (Nix's output above names it), or another variant failed first;"
            " --keep-going still builds the other variants; if a download failed, `kernel-builder doctor` shows"
            " which mirror and pip this machine uses"
        )
    return "\n".join([*lines, f"time: {seconds:.1f} s"])


def summary_record(
    outcomes: list[Outcome], tests: dict[str, Counts], seconds: float, copied: list[pathlib.Path]
) -> dict[str, Any]:
    """The summary of a build for a script. copied: the paths that were written to the kernel's folder `build`."""
    rows = []
    for outcome in outcomes:
        counts = tests.get(outcome.variant)
        failures = [failure._asdict() for failure in outcome.failures]
        rows.append({**outcome._asdict(), "failures": failures, "tests": counts._asdict() if counts else None})
    return {"variants": rows, "copied": [str(path) for path in copied], "seconds": round(seconds, 1)}
