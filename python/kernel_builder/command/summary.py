"""What came of a build, as the table that ends it."""

import json
import pathlib
import re
from typing import Any, Callable, NamedTuple
from xml.etree import ElementTree

from kernel_builder.command.plan import Build


class Counts(NamedTuple):
    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        more = [f"{count} {name}" for count, name in ((self.failed, "failed"), (self.skipped, "skipped")) if count]
        return ", ".join([f"{self.passed} passed", *more])


class Outcome(NamedTuple):
    """What came of one variant. result: `built`, `cached`, `failed`, or `not begun`. size: bytes of the library.

    checks: how many it passed. loaded: whether it could be tried with `kernels`. error: where it failed, the line of the log to begin with. derivation: whose log it is.
    """

    variant: str
    result: str
    library: str = ""
    size: int = 0
    checks: int = 0
    error: str = ""
    derivation: str = ""
    loaded: bool = True

    @property
    def failed(self) -> bool:
        return self.result in ("failed", "not begun")


def read_tests(report: pathlib.Path) -> Counts:
    """The counts in a JUnit report of pytest."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    return Counts(count["tests"] - failed - count["skipped"], failed, count["skipped"])


def first_error(log: list[str]) -> str:
    """The line of a log that says what went wrong: the first with the word error, else the last one."""
    lines = [line.strip() for line in log if line.strip()]
    found = [line for line in lines if re.search(r"\berror\b", line, re.I)]
    return (found or lines[-1:] or [""])[0]


def outcome_of(build: Build, was_there: bool, log: Callable[[str], list[str]]) -> Outcome:
    """What came of a build. was_there: whether its result was there before. log: the log of a derivation, see Nix.log."""
    result = pathlib.Path(build.result)
    if not result.exists():
        lines = log(build.extension)
        return Outcome(
            build.variant, "failed" if lines else "not begun", error=first_error(lines), derivation=build.extension
        )
    # A variant of Python alone has none.
    library = next((result / "bundle" / build.variant).glob("*.so"), None)
    report = json.loads((result / f"reports/{build.variant}.json").read_text())
    # What lib/backends.nix says in the place of a check, where PyPI has no Torch of the backend.
    loaded = not report.get("load", "").endswith("not loaded")
    checks = len(report) - (not loaded)
    name, size = (library.name, library.stat().st_size) if library else ("", 0)
    return Outcome(build.variant, "cached" if was_there else "built", name, size, checks, loaded=loaded)


def missing_lines(variants: list[dict[str, Any]]) -> list[str]:
    """A line for each reason why variants, records of the plan, cannot be built, with their names."""
    reasons: dict[str, list[str]] = {}
    for variant in variants:
        if variant["missing"]:
            reasons.setdefault(variant["missing"], []).append(variant["short"])
    return [f"not buildable here: {', '.join(names)}: {reason}" for reason, names in reasons.items()]


def table(outcomes: list[Outcome], tests: dict[str, Counts], seconds: float) -> str:
    """The outcomes as text, under a heading; below it what failed and how to see more, and the time of it all.

    tests: variant → counts, empty where none ran.
    """
    heading = ("variant", "result", "library", "size", "checks", "tests")
    lines = [
        (
            row.variant,
            row.result,
            row.library or "-",
            f"{row.size / 1024:.0f} KiB" if row.library else "-",
            f"{row.checks} passed{'' if row.loaded else ', not loaded'}" if row.checks else "-",
            str(tests.get(row.variant, "not run")),
        )
        for row in outcomes
    ]
    widths = [max(map(len, column)) for column in zip(heading, *lines)]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in (heading, *lines)]
    for row in outcomes:
        if row.result == "failed":
            text += [f"{row.variant}: {row.error}", f"  all of it: nix log {row.derivation}"]
    if any(row.result == "not begun" for row in outcomes):
        text.append(
            "not begun: what it needs failed, as Nix says above, or another variant did (--keep-going goes on then)"
        )
    return "\n".join([*text, f"time: {seconds:.1f} s"])
