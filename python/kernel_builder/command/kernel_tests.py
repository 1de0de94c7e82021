"""A kernel's own tests, run by pytest in the test shell of each variant."""

import pathlib
import tempfile
from typing import NamedTuple, Optional
from xml.etree import ElementTree

from kernel_builder.command.nix.kernel import Nix


class Counts(NamedTuple):
    """How many tests passed, failed and were skipped."""

    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        more = [f"{count} {name}" for count, name in ((self.failed, "failed"), (self.skipped, "skipped")) if count]
        return ", ".join([f"{self.passed} passed", *more])


def read_counts(report: pathlib.Path) -> Counts:
    """The counts in a JUnit report of pytest. Errors count as failures."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    attributes = suite.attrib if suite is not None else {}
    tests, failures, errors, skipped = (
        int(attributes.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return Counts(tests - failed - skipped, failed, skipped)


def run_tests(nix: Nix, shells: dict[str, str], builder: Optional[str] = None) -> dict[str, Counts]:
    """Run the tests of a kernel in test shells. shells: variant → derivation. builder: see Nix.develop.

    Returns variant → counts. A variant is absent if pytest wrote no report, for example because the shell failed.
    """
    counts = {}
    for variant, shell in shells.items():
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder, "tests.xml")
            flags = ["-q", "-p", "no:cacheprovider", f"--junit-xml={report}"]
            nix.develop(shell, ["python", "-m", "pytest", *flags, "tests"], builder)
            if report.exists():
                counts[variant] = read_counts(report)
    return counts
