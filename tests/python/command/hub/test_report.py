import pathlib

import pytest

from kernel_builder.command.hub.files import Difference
from kernel_builder.command.hub.plan import UploadPlan
from kernel_builder.command.hub.report import plan_lines, result_record, result_text
from kernel_builder.command.hub.request import Request

REQUEST = Request(pathlib.Path("k"), "small", 1, "me/small", "v1")
PLAN = UploadPlan(
    exists=True,
    branch="v1",
    heads={"v1": "1", "main": "2"},
    changes={"v1": Difference(["a"], ["b"], ["c"]), "main": Difference([], ["README.md"], [])},
    contents={},
    variants=["z"],
    kept=["x", "y"],
)


def test_each_change_is_a_line():
    assert plan_lines(PLAN, REQUEST) == [
        "me/small (kernel)",
        "  + v1: a",
        "  ~ v1: b",
        "  - v1: c",
        "  ~ main: README.md",
        "  unchanged on v1: x, y",
    ]


@pytest.mark.parametrize(
    "addresses, dry_run, text",
    [
        (["https://one", "https://two"], False, "https://one\nhttps://two"),
        ([], False, "up to date: the Hub has all these files"),
        ([], True, "dry run: nothing was sent"),
    ],
)
def test_the_result_is_addresses_or_a_sentence(addresses, dry_run, text):
    assert result_text(addresses, dry_run) == text


def test_a_script_gets_the_result_as_json():
    assert result_record(PLAN, REQUEST, ["https://one"], False) == {
        "repo-id": "me/small",
        "repo-type": "kernel",
        "branch": "v1",
        "dry-run": False,
        "commits": ["https://one"],
        "changes": {
            "v1": {"added": ["a"], "changed": ["b"], "removed": ["c"]},
            "main": {"added": [], "changed": ["README.md"], "removed": []},
        },
        "kept-variants": ["x", "y"],
    }
