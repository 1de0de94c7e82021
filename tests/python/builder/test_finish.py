import json
import os
import subprocess
import sys

import pytest

from kernel_builder.builder import finish
from kernel_builder.builder.checks import CHECKS, layout
from kernel_builder.builder.errors import CheckError, FactsError
from kernel_builder.builder.report import read_report

ALWAYS = [name for name in CHECKS if name != "stable-abi"]


def test_the_report_has_a_line_for_each_check(variant, kernel, facts_of, capsys):
    facts = facts_of(checks={"symbols": {"folders": []}})
    finish.finish(facts, kernel, sandboxed=True)
    report = read_report(facts.report)
    assert list(report.checks) == [*ALWAYS, "symbols"]
    assert (report.loaded, report.reason) == (False, "load.py has not loaded it yet")
    assert capsys.readouterr().out == "".join(f"check {name}: {line}\n" for name, line in report.checks.items())


def test_a_variant_that_is_not_loaded_has_the_reason(variant, kernel, facts_of, capsys):
    facts = facts_of(load={"skip": "no GPU"})
    finish.finish(facts, kernel, sandboxed=True)
    report = read_report(facts.report)
    assert (report.loaded, report.reason, "load" in report.checks) == (False, "no GPU", False)
    assert capsys.readouterr().out.endswith("\nnot loaded: no GPU\n")


def test_a_build_without_the_sandbox_is_marked(variant, kernel, facts_of, capsys):
    facts = facts_of()
    finish.finish(facts, kernel, sandboxed=False)
    assert read_report(facts.report).sandboxed is False
    assert json.loads((variant / "metadata.json").read_text())["provenance"]["sandboxed"] is False
    assert capsys.readouterr().out.splitlines()[-1] == (
        "warning: this build is not sandboxed: it can read the whole machine and its network, so another machine may"
        " build other bytes; metadata.json records this"
    )


def test_files_that_are_not_installed_are_warnings_of_the_report(variant, kernel, facts_of, capsys):
    module = next(path for path in (kernel / "torch-ext").iterdir() if path.is_dir())
    (module / "a.json").touch()
    facts = facts_of()
    finish.finish(facts, kernel, sandboxed=True)
    line = (
        f"torch-ext/{module.name}/a.json is not installed: to install *.json, write "
        '`pyext = ["py", "pyi", "json"]` in [torch]'
    )
    assert read_report(facts.report).warnings == [line]
    assert f"\nwarning: {line}\n" in capsys.readouterr().out


def test_a_failed_check_leaves_no_report(variant, kernel, facts_of):
    (variant / "__init__.py").unlink()
    facts = facts_of()
    with pytest.raises(CheckError, match="the variant has no __init__.py") as caught:
        finish.finish(facts, kernel, sandboxed=True)
    assert caught.value.remedies[-1] == f"rule: {layout.RULE}" and not facts.report.exists()


def test_checks_of_builds_run_in_the_order_of_their_table(facts_of):
    facts = facts_of(
        checks={
            "device-code": {"backend": "cuda", "archs": [], "compiler": "nvcc"},
            "symbols": {"folders": []},
            "rocm-release": {"release": "7.1", "symbols": "symbols.json"},
        }
    )
    assert list(finish.build_checks(facts)) == ["rocm-release", "symbols", "device-code"]


@pytest.mark.parametrize(
    "checks, message",
    [
        (
            {"symbol": {}},
            "error: checks.symbol: unknown check\n  known: rocm-release, symbols, device-code",
        ),
        (
            {"symbols": {}},
            "error: checks.symbols: missing a required argument: 'folders'\n"
            "  correct the check's arguments in lib/extension/default.nix or lib/backends",
        ),
        (
            {"symbols": {"folders": [], "folder": ""}},
            "error: checks.symbols: got an unexpected keyword argument 'folder'\n"
            "  correct the check's arguments in lib/extension/default.nix or lib/backends",
        ),
    ],
)
def test_an_unknown_check_or_argument_is_named(facts_of, checks, message):
    with pytest.raises(FactsError) as caught:
        finish.build_checks(facts_of(checks=checks))
    assert str(caught.value) == message


def run_finish(facts_document, kernel, repository, tmp_path):
    (tmp_path / "facts.json").write_text(json.dumps(facts_document))
    return subprocess.run(
        [sys.executable, "-m", "kernel_builder.builder.finish", tmp_path / "facts.json"],
        cwd=kernel,
        env={**os.environ, "PYTHONPATH": str(repository / "python")},
        capture_output=True,
        text=True,
    )


def test_the_program_takes_the_file_of_facts(variant, kernel, facts_document, repository, tmp_path):
    result = run_finish(facts_document, kernel, repository, tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert list(json.loads((tmp_path / "report.json").read_text())["checks"]) == ALWAYS


def test_the_program_ends_with_a_message_and_no_traceback(variant, kernel, facts_document, repository, tmp_path):
    del facts_document["id"]
    result = run_finish(facts_document, kernel, repository, tmp_path)
    assert (result.returncode, result.stderr) == (
        1,
        "error: facts.json.id: this key is missing\n  make lib/extension/facts.nix and builder/facts.py agree\n",
    )
