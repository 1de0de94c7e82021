import json

import pytest

from kernel_builder.command.build import copy_to_build
from kernel_builder.command.nix.program import current_system

HEADING = "variant  result  library  size  checks    tests"


@pytest.fixture
def quick(kernel, nix_program, plan_record, monkeypatch):
    """A kernel whose one variant `a-x` is built at once, by a stand-in for Nix."""
    monkeypatch.setattr("time.monotonic", lambda: 0)
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    (kernel / "tests").mkdir()
    return kernel


@pytest.fixture
def result(tmp_path):
    """The result of the build of `a-x`, as Nix makes it."""
    folder = tmp_path / "result"
    (folder / "bundle/a-x").mkdir(parents=True)
    metadata = {"name": "small", "version": 1, "backend": {"type": "cpu"}}
    (folder / "bundle/a-x/metadata.json").write_text(json.dumps(metadata))
    (folder / "reports").mkdir()
    (folder / "reports/a-x.json").write_text('{"checks": {"layout": "", "load": ""}, "loaded": true}')
    return folder


def test_a_build_ends_with_the_summary(quick, result, nix_program, run):
    nix_program.answer("nix-store")
    nix_program.answer("build --no-link")
    outcome = run("build", quick, "--max-jobs", "2")
    assert (outcome.exit_code, outcome.output.splitlines()) == (
        0,
        [
            HEADING,
            "a-x      built   -        -     2 passed  not run",
            "time: 0.0 s",
            "not buildable: b: no toolchain",
        ],
    )
    build = ["nix", "build", "--no-link", "--max-jobs", "2", "/nix/store/0-summary.drv"]
    assert nix_program.calls[-1] == [*build, "--log-format", "internal-json"]


def test_a_script_gets_the_summary_as_json(quick, result, nix_program, run, tmp_path):
    nix_program.answer("build --no-link")
    printed = run("build", quick, "--output-json")
    written = run("build-and-copy", quick, "--output-json", tmp_path / "summary.json")
    record = json.loads(printed.output)
    (row,) = record["variants"]
    assert (row["variant"], row["result"], row["checks"], row["tests"]) == ("a-x", "built", 2, None)
    assert record["copied"] == [] and HEADING in written.output
    record = json.loads((tmp_path / "summary.json").read_text())
    assert record["copied"] == [str(quick / "build/a-x")]


def test_a_quiet_build_prints_the_summary_alone(quick, result, nix_program, run):
    nix_program.answer("build --no-link")
    lines = run("build-and-copy", quick, "-q").output.splitlines()
    assert lines[0] == HEADING and nix_program.calls[-1][3] == "--quiet"


def test_a_full_disk_is_told_with_the_command_that_frees_space(quick, nix_program, run):
    message = '@nix {"action":"msg","level":0,"msg":"error: writing to file: No space left on device"}\n'
    nix_program.answer("build --no-link", stderr=message, status=1)
    nix_program.answer("log", status=1)
    outcome = run("build", quick)
    assert outcome.exit_code == 1 and "a disk is full\n  free some: `nix-collect-garbage`" in outcome.output


@pytest.fixture
def no_sandbox(nix_program, monkeypatch):
    """A machine that has no user namespaces."""
    monkeypatch.delenv("NIX_REMOTE", raising=False)
    (nix_program.folder / "unshare").write_text("#!/bin/sh\nexit 1\n")


def test_without_a_sandbox_a_build_begins_with_a_warning(quick, result, nix_program, run, no_sandbox):
    nix_program.answer("build --no-link")
    lines = run("build", quick, "--variant", "a").output.splitlines()
    assert lines[0] == (
        "warning: Nix cannot sandbox builds here, since this machine does not let it make user namespaces"
    )
    assert lines[3:] == [HEADING, "a-x      built   -        -     2 passed  not run", "time: 0.0 s"]


def test_a_variant_that_was_built_before_is_cached(quick, result, nix_program, run, tmp_path, no_sandbox):
    (tmp_path / "built").mkdir()
    nix_program.answer("build --no-link")
    outcome = run("build", quick, "--variant", "a")
    assert outcome.output.splitlines()[1:] == ["a-x      cached  -        -     2 passed  not run", "time: 0.0 s"]


def test_a_failed_build_shows_its_first_error_and_ends_with_status_1(quick, nix_program, run):
    nix_program.answer("build --no-link", status=1)
    nix_program.answer("log /nix/store/0-a.drv", stdout="a.cpp:1: error: no\n")
    outcome = run("build-and-copy", quick, "--variant", "a", "--test")
    assert outcome.exit_code == 1
    assert outcome.output.splitlines()[2:] == [
        "a-x: a.cpp:1: error: no",
        "  full log: nix log /nix/store/0-a.drv",
        "time: 0.0 s",
    ]
    assert not (quick / "build").exists()


def test_a_kernel_without_buildable_variants_fails(kernel, nix_program, plan_record, run):
    record = {**plan_record, "variants": plan_record["variants"][1:]}
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", record)
    outcome = run("build", kernel)
    assert outcome.exit_code == 1 and outcome.output.splitlines()[-1] == "not buildable: b: no toolchain"


def test_a_variant_that_build_toml_refuses_is_a_failed_row(kernel, result, nix_program, plan_record, run, monkeypatch):
    monkeypatch.setattr("time.monotonic", lambda: 0)
    plan_record["variants"][1]["refused"] = True
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    nix_program.answer("build --no-link")
    outcome = run("build", kernel)
    assert (outcome.exit_code, outcome.output.splitlines()[1:]) == (
        1,
        [
            "a-x      built   -        -     2 passed  not run",
            "b-x      failed  -        -     -         not run",
            "b-x: no toolchain",
            "time: 0.0 s",
        ],
    )


def test_built_variants_are_copied(quick, result, nix_program, run):
    nix_program.answer("build --no-link")
    outcome = run("build-and-copy", quick, "--variant", "a")
    assert outcome.exit_code == 0 and outcome.output.splitlines()[0] == f"copied {quick / 'build/a-x'}"
    assert (quick / "build/a-x/metadata.json").is_file()


@pytest.mark.parametrize(
    "failures, status, counts", [(0, 0, "3 passed"), (1, 1, "2 passed, 1 failed"), (None, 1, "not run")]
)
def test_the_tests_of_the_kernel_decide_too(quick, result, nix_program, run, monkeypatch, failures, status, counts):
    """failures: None if the shell does not start, so that pytest writes no report."""

    def develop(self, derivation, words, builder):
        assert derivation == "/nix/store/0-test-a.drv"
        report = next(word for word in words if word.startswith("--junit-xml=")).partition("=")[2]
        if failures is not None:
            with open(report, "w") as file:
                file.write(f'<testsuites><testsuite tests="3" failures="{failures}"/></testsuites>')
        return 0

    monkeypatch.setattr("kernel_builder.command.nix.kernel.Nix.develop", develop)
    nix_program.answer("build --no-link")
    outcome = run("build", quick, "--variant", "a", "--test")
    assert outcome.exit_code == status and outcome.output.splitlines()[1].endswith(f"2 passed  {counts}")


def test_a_kernel_without_tests_cannot_be_tested_and_is_not_built(quick, nix_program, run):
    (quick / "tests").rmdir()
    outcome = run("build", quick, "--test")
    assert str(outcome.exception) == (
        "error: the kernel has no folder `tests`, so there are no tests to run\n  add it, or leave out --test"
    )
    assert nix_program.calls == []


def test_the_card_in_build_names_all_variants_in_build(kernel, result, tmp_path):
    (kernel / "CARD.md").write_text("{{ name }}: {{ backends | map(attribute='name') | join(', ') }}\n")
    (result / "bundle/CARD.md").write_text("the card of one variant\n")
    other = kernel / "build/b-x"
    other.mkdir(parents=True)
    (other / "metadata.json").write_text('{"name": "small", "version": 1, "backend": {"type": "xpu"}}')
    copied = copy_to_build([result / "bundle", result / "bundle"], kernel)
    assert copied == [kernel / "build/CARD.md", kernel / "build/a-x"]
    assert (kernel / "build/CARD.md").read_text() == "small: cpu, xpu\n"
    assert copy_to_build([], kernel) == []


def test_warnings_are_counted_in_the_row_and_fail_a_strict_build(quick, result, nix_program, run):
    nix_program.answer("build --no-link")
    report = {"checks": {"layout": ""}, "loaded": True, "warnings": ["a.py:1: it calls torch.ops.a"]}
    (result / "reports/a-x.json").write_text(json.dumps(report))
    usual = run("build-and-copy", quick, "--variant", "a")
    assert usual.exit_code == 0
    assert [line for line in usual.output.splitlines() if line.startswith("a-x ")] == [
        "a-x      built, 1 warning  -        -     1 passed  not run"
    ]
    strict = run("build", quick, "--variant", "a", "--strict")
    assert strict.exit_code == 1
    assert "a-x: its warnings are errors, since --strict is set" in strict.output.splitlines()


def test_a_mistake_in_the_card_is_reported_before_anything_is_built(quick, nix_program, run):
    (quick / "CARD.md").write_text("{{ nmae }}")
    outcome = run("build", quick)
    assert outcome.exit_code == 1 and "CARD.md:1: unknown placeholder `nmae`" in str(outcome.exception)
    assert nix_program.calls == []
