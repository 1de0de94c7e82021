import pytest

from kernel_builder.command.plan import Build
from kernel_builder.command.summary import Counts, Outcome, first_error, missing_lines, outcome_of, read_tests, table

REPORT = """<testsuites><testsuite name="pytest" tests="9" failures="1" errors="1" skipped="2"/></testsuites>"""


def test_counts_are_those_of_the_report(tmp_path):
    (tmp_path / "tests.xml").write_text(REPORT)
    assert read_tests(tmp_path / "tests.xml") == Counts(passed=5, failed=2, skipped=2)


@pytest.mark.parametrize("was_there, result", [(False, "built"), (True, "cached")])
def test_what_was_built_has_the_library_its_size_and_the_checks(tmp_path, was_there, result):
    folder = tmp_path / "bundle/v1"
    folder.mkdir(parents=True)
    (folder / "_a.abi3.so").write_bytes(b"x" * 2048)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/v1.json").write_text('{"layout": "", "abi": ""}')
    build = Build("v1", "/d.drv", str(tmp_path), "/e.drv", "/e")
    assert outcome_of(build, was_there, log=None) == Outcome("v1", result, "_a.abi3.so", 2048, 2)


def test_what_could_not_be_loaded_is_said_and_is_no_check(tmp_path):
    (tmp_path / "bundle/v1").mkdir(parents=True)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/v1.json").write_text('{"abi": "", "load": "compiled and linked against names, not loaded"}')
    found = outcome_of(Build("v1", "/d.drv", str(tmp_path), "/e.drv", "/e"), False, log=None)
    assert (found.checks, found.loaded) == (1, False)
    assert "v1       built   -        -     1 passed, not loaded  not run" in table([found], {}, 1)


def test_what_failed_has_the_line_of_its_log_to_begin_with():
    build = Build("v1", "/d.drv", "/nowhere", "/e.drv", "/e")
    log = ["[1/3] compile", "a.cpp:3: error: expected ;", "error: more"].copy
    assert outcome_of(build, False, lambda _: log()) == Outcome(
        "v1", "failed", error="a.cpp:3: error: expected ;", derivation="/e.drv"
    )
    assert outcome_of(build, False, lambda _: []).result == "not begun"


def test_a_log_without_the_word_ends_with_what_went_wrong():
    assert first_error(["one", "terrors", "killed", ""]) == "killed"


def test_the_table_says_what_came_of_each_and_how_to_see_more():
    outcomes = [
        Outcome("v1", "cached", "_a.abi3.so", 2048, 6),
        Outcome("v2", "failed", error="a.cpp:3: error: expected ;", derivation="/e.drv"),
        Outcome("v3", "not begun"),
    ]
    assert table(outcomes, {"v1": Counts(28, 0, 0)}, 1.25).splitlines() == [
        "variant  result     library     size   checks    tests",
        "v1       cached     _a.abi3.so  2 KiB  6 passed  28 passed",
        "v2       failed     -           -      -         not run",
        "v3       not begun  -           -      -         not run",
        "v2: a.cpp:3: error: expected ;",
        "  all of it: nix log /e.drv",
        "not begun: what it needs failed, as Nix says above, or another variant did (--keep-going goes on then)",
        "time: 1.2 s",
    ]


def test_what_cannot_be_built_is_said_by_reason():
    variants = [{"short": "a", "missing": None}, {"short": "b", "missing": "no x"}, {"short": "c", "missing": "no x"}]
    assert missing_lines(variants) == ["not buildable here: b, c: no x"]


def test_failed_and_skipped_tests_are_said():
    assert str(Counts(1, 2, 3)) == "1 passed, 2 failed, 3 skipped"
