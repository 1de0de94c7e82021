import json

import pytest

from kernel_builder.command.doctor import diagnose
from kernel_builder.command.doctor.row import Row

OK, NOTE, WRONG = Row("Nix", "ok", "2.8"), Row("disk", "note", "1 GB", "few", "free"), Row("x", "wrong", "-", "p", "r")


@pytest.fixture
def rows(monkeypatch):
    return lambda *rows: monkeypatch.setattr(diagnose, "diagnose", lambda machine: list(rows))


def test_the_table_ends_with_the_verdict(run, rows):
    rows(OK, NOTE)
    result = run("doctor")
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "Nix   ok    2.8",
            "disk  note  1 GB",
            "            problem: few",
            "            remedy: free",
            "nothing here stops builds for the CPU",
        ],
    )


def test_something_wrong_is_status_1(run, rows):
    rows(OK, WRONG)
    result = run("doctor", "--brief")
    assert (result.exit_code, result.output) == (
        1,
        "x    wrong  -\n            problem: p\n            remedy: r\n",
    )


def test_brief_prints_nothing_if_all_is_well(run, rows):
    rows(OK)
    assert (run("doctor", "--brief").output, run("doctor", "--brief", "--json").output) == ("", "[]\n")


def test_rows_as_json(run, rows):
    rows(OK, WRONG)
    result = run("doctor", "--json")
    assert result.exit_code == 1 and json.loads(result.output) == [
        {"name": "Nix", "status": "ok", "value": "2.8", "problem": None, "remedy": None},
        {"name": "x", "status": "wrong", "value": "-", "problem": "p", "remedy": "r"},
    ]
