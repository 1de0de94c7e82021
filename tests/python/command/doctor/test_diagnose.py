import threading
import types

from kernel_builder.command.doctor.checks import CHECKS
from kernel_builder.command.doctor.diagnose import diagnose
from kernel_builder.command.doctor.row import Row


def check(name, function):
    return types.SimpleNamespace(NAME=name, check=function)


def test_all_checks_run_at_once_and_keep_their_order(stage):
    second_runs = threading.Event()
    first = check("a", lambda machine: Row("a", "ok", str(second_runs.wait(5))))
    second = check("b", lambda machine: second_runs.set() or Row("b", "ok", machine.user))
    assert diagnose(stage.machine(), [first, second]) == [Row("a", "ok", "True"), Row("b", "ok", "ann")]


def test_a_check_that_takes_too_long_has_a_row(stage):
    end = threading.Event()
    slow = check("a", lambda machine: end.wait(5))
    assert diagnose(stage.machine(), [slow], seconds=0.1) == [
        Row(
            "a",
            "note",
            "unknown",
            "this check did not end within 0.1 s",
            "run `kernel-builder doctor` again when the machine is less busy",
        )
    ]
    end.set()


def test_a_check_with_a_bug_has_a_row(stage):
    assert diagnose(stage.machine(), [check("a", lambda machine: machine.none)]) == [
        Row(
            "a",
            "note",
            "unknown",
            "this check ended with an error: AttributeError: 'Machine' object has no attribute 'none'",
            "report this as a bug of kernel-builder",
        )
    ]


def test_names_are_unique_and_rows_have_them(stage):
    names = [module.NAME for module in CHECKS]
    assert len(names) == len(set(names)) == 15
