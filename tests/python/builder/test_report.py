import json

import pytest

from kernel_builder.builder.errors import FactsError
from kernel_builder.builder.report import Report, read_report, write_report


@pytest.mark.parametrize(
    "report, document",
    [
        (Report({"abi": "no library"}, True), {"checks": {"abi": "no library"}, "loaded": True}),
        (Report({}, True, warnings=["a line"]), {"checks": {}, "loaded": True, "warnings": ["a line"]}),
        (Report({}, True, notes=["a line"]), {"checks": {}, "loaded": True, "notes": ["a line"]}),
        (Report({}, False, "no GPU"), {"checks": {}, "loaded": False, "reason": "no GPU"}),
        (Report({}, True, sandboxed=False), {"checks": {}, "loaded": True, "sandboxed": False}),
    ],
)
def test_a_report_is_read_as_it_was_written(tmp_path, report, document):
    path = tmp_path / "report.json"
    write_report(path, report)
    assert json.loads(path.read_text()) == document and path.read_text().endswith("}\n")
    assert read_report(path) == report


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"checks": {}}',
        '{"checks": {}, "loaded": true, "load": "x"}',
        '{"checks": {}, "loaded": true, "sandboxed": true}',
    ],
)
def test_other_content_is_refused(tmp_path, content):
    path = tmp_path / "report.json"
    path.write_text(content)
    with pytest.raises(FactsError) as caught:
        read_report(path)
    assert str(caught.value) == (f"error: {path}: it is not a report of this kernel-builder\n  build the variant again")


def test_a_report_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(FactsError) as caught:
        read_report(tmp_path / "report.json")
    assert str(caught.value) == (f"error: {tmp_path}/report.json: No such file or directory\n  build the variant again")
