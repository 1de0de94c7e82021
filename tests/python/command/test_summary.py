import re

import click

from kernel_builder.command.kernel_tests import Counts
from kernel_builder.command.outcome import Failure, Outcome
from kernel_builder.command.summary import not_buildable_lines, table


def test_the_table_has_each_outcome_and_the_command_that_shows_its_log():
    outcomes = [
        Outcome("v1", "cached", "_a.abi3.so", 2048, 6),
        Outcome("v2", "failed", failures=(Failure("a.cpp:3: error: expected ;", ("mend it",), "/e.drv"), Failure("b"))),
        Outcome("v3", "not started"),
    ]
    assert table(outcomes, {"v1": Counts(28, 0, 0)}, 1.25).splitlines() == [
        "variant  result       library     size   checks    tests",
        "v1       cached       _a.abi3.so  2 KiB  6 passed  28 passed",
        "v2       failed       -           -      -         not run",
        "v3       not started  -           -      -         not run",
        "v2: a.cpp:3: error: expected ;",
        "  mend it",
        "  full log: nix log /e.drv",
        "v2: b",
        "not started: a dependency failed (Nix's output above names it), or another variant failed first;"
        " --keep-going still builds the other variants; if a download failed, `kernel-builder doctor` shows"
        " which mirror and pip this machine uses",
        "time: 1.2 s",
    ]


def test_a_variant_that_was_not_loaded_is_marked():
    lines = table([Outcome("v1", "built", checks=8, loaded=False)], {}, 1).splitlines()
    assert lines == [
        "variant  result  library  size  checks                tests",
        "v1       built   -        -     8 passed, not loaded  not run",
        "time: 1.0 s",
    ]


def test_a_build_without_the_sandbox_is_marked():
    outcomes = [Outcome("v1", "built", checks=9, sandboxed=False), Outcome("v2", "built", checks=8, loaded=False)]
    outcomes.append(Outcome("v3", "cached", checks=8, loaded=False, sandboxed=False))
    assert table(outcomes, {}, 1).splitlines() == [
        "variant  result  library  size  checks                               tests",
        "v1       built   -        -     9 passed, not sandboxed              not run",
        "v2       built   -        -     8 passed, not loaded                 not run",
        "v3       cached  -        -     8 passed, not loaded, not sandboxed  not run",
        "time: 1.0 s",
    ]


def test_variants_that_cannot_be_built_are_grouped_by_reason():
    variants = [
        {"short": "a", "notBuildable": None},
        {"short": "b", "notBuildable": "no x"},
        {"short": "c", "notBuildable": "no x"},
        {"short": "d", "notBuildable": "no y"},
    ]
    assert not_buildable_lines(variants) == ["not buildable: b, c: no x", "not buildable: d: no y"]


def test_warnings_are_counted_in_each_row_and_printed_once():
    outcomes = [
        Outcome("v1", "built", checks=9, warnings=("a.json is not installed",)),
        Outcome("v2", "built", checks=9, warnings=("a.json is not installed", "b.json is not installed")),
    ]
    assert table(outcomes, {}, 1).splitlines() == [
        "variant  result             library  size  checks    tests",
        "v1       built, 1 warning   -        -     9 passed  not run",
        "v2       built, 2 warnings  -        -     9 passed  not run",
        "warning: a.json is not installed",
        "warning: b.json is not installed",
        "time: 1.0 s",
    ]


def test_results_have_colours_and_columns_stay_aligned():
    outcomes = [
        Outcome("v1", "built", checks=9),
        Outcome("v2", "failed", failures=(Failure("no"),)),
        Outcome("v3", "cached", checks=1),
    ]
    outcomes.append(Outcome("v4", "built", checks=9, warnings=("odd",)))
    shown = table(outcomes, {}, 1, click.style)
    assert click.unstyle(shown) == table(outcomes, {}, 1)
    words = re.findall(r"\x1b\[(\d+)m([a-z]+)", shown)
    assert words == [("32", "built"), ("31", "failed"), ("36", "cached"), ("33", "built")]
