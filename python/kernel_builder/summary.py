"""What came of a build, as the table that ends it."""

import json
import pathlib
from typing import Dict, List, NamedTuple, Optional
from xml.etree import ElementTree


class Counts(NamedTuple):
    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        more = [f"{count} {name}" for count, name in ((self.failed, "failed"), (self.skipped, "skipped")) if count]
        return ", ".join([f"{self.passed} passed", *more])


class Row(NamedTuple):
    """One variant. size: bytes of the library. checks: how many it passed. tests: None where none ran."""

    variant: str
    library: str
    size: int
    checks: int
    tests: Optional[Counts]


def read_tests(report: pathlib.Path) -> Counts:
    """The counts in a JUnit report of pytest."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    return Counts(count["tests"] - failed - count["skipped"], failed, count["skipped"])


def read_rows(summary: pathlib.Path, tests: Dict[str, Counts]) -> List[Row]:
    """The rows of a derivation that lib/summary.nix made. tests: variant → counts."""
    rows = []
    for report in sorted((summary / "reports").iterdir()):
        variant = report.stem
        library = next((summary / "bundle" / variant).glob("*.so"))
        checks = len(json.loads(report.read_text()))
        rows.append(Row(variant, library.name, library.stat().st_size, checks, tests.get(variant)))
    return rows


def table(rows: List[Row], seconds: float) -> str:
    """The rows as text, under a heading, with the time of it all below."""
    heading = ("variant", "library", "size", "checks", "tests")
    lines = [
        (row.variant, row.library, f"{row.size / 1024:.0f} KiB", f"{row.checks} passed", str(row.tests or "not run"))
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(heading, *lines)]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in (heading, *lines)]
    return "\n".join([*text, f"time: {seconds:.1f} s"])
