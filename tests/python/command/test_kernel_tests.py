import pytest

from kernel_builder.command.kernel_tests import Counts, read_counts, run_tests

REPORT = '<testsuites><testsuite name="pytest" tests="9" failures="1" errors="1" skipped="2"/></testsuites>'


def test_counts_come_from_the_report(tmp_path):
    (tmp_path / "tests.xml").write_text(REPORT)
    assert read_counts(tmp_path / "tests.xml") == Counts(passed=5, failed=2, skipped=2)


@pytest.mark.parametrize("text", ["<testsuites/>", '<testsuites><testsuite name="pytest"/></testsuites>'])
def test_a_report_without_tests_counts_none(tmp_path, text):
    (tmp_path / "tests.xml").write_text(text)
    assert read_counts(tmp_path / "tests.xml") == Counts(0, 0, 0)


def test_failed_and_skipped_tests_are_printed_if_there_are_any():
    assert [str(Counts(1, 0, 0)), str(Counts(1, 2, 3))] == ["1 passed", "1 passed, 2 failed, 3 skipped"]


class Shells:
    """Stands in for Nix: the shell of each variant writes a report, or fails before it."""

    def __init__(self, reports):
        self.reports = reports

    def develop(self, derivation, words, builder):
        assert words[:3] == ["python", "-m", "pytest"] and words[-1] == "tests"
        (report,) = (word.partition("=")[2] for word in words if word.startswith("--junit-xml="))
        if self.reports[derivation]:
            with open(report, "w") as file:
                file.write(self.reports[derivation])


def test_each_variant_runs_in_its_shell_and_one_without_a_report_is_absent():
    nix = Shells({"/a.drv": REPORT, "/b.drv": None})
    assert run_tests(nix, {"a": "/a.drv", "b": "/b.drv"}) == {"a": Counts(5, 2, 2)}
