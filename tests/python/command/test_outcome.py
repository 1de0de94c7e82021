import json

import pytest

from kernel_builder.command.outcome import Failure, Outcome, failed_derivations, outcome_of
from kernel_builder.command.plan import VariantBuild


@pytest.fixture
def build(tmp_path):
    """A build whose result is a folder of the test."""

    def build(report, library=b""):
        (tmp_path / "bundle/v1").mkdir(parents=True)
        if library:
            (tmp_path / "bundle/v1/_a.abi3.so").write_bytes(library)
        (tmp_path / "reports").mkdir()
        (tmp_path / "reports/v1.json").write_text(json.dumps(report))
        return VariantBuild("v1", "/d.drv", str(tmp_path), "/e.drv", "/e")

    return build


@pytest.mark.parametrize("was_built, result", [(False, "built"), (True, "cached")])
def test_a_built_variant_has_its_library_and_its_checks(build, was_built, result):
    report = {"checks": {"layout": "", "abi": "", "load": ""}, "loaded": True}
    outcome = outcome_of(build(report, b"x" * 2048), was_built, log=None)
    assert outcome == Outcome("v1", result, "_a.abi3.so", 2048, 3)
    assert not outcome.failed


def test_a_python_only_kernel_has_no_library(build):
    assert outcome_of(build({"checks": {"abi": ""}, "loaded": True}), False, log=None) == Outcome(
        "v1", "built", checks=1
    )


def test_whether_it_was_loaded_is_a_fact_of_the_report(build):
    report = {"checks": {"abi": "not loaded"}, "loaded": False, "reason": "no Torch"}
    outcome = outcome_of(build(report), False, log=None)
    assert (outcome.checks, outcome.loaded, outcome.failed) == (1, False, False)


def test_whether_it_was_sandboxed_is_a_fact_of_the_report(build):
    report = {"checks": {"abi": ""}, "loaded": True, "sandboxed": False}
    assert outcome_of(build(report), False, log=None) == Outcome("v1", "built", checks=1, sandboxed=False)


def test_a_failed_build_has_the_first_error_of_its_log():
    build = VariantBuild("v1", "/d.drv", "/nowhere", "/e.drv", "/e")
    logs = {"/e.drv": ["[1/3] compile", "a.cpp:3: error: expected ;", "error: more"]}
    outcome = outcome_of(build, False, logs.get)
    assert outcome == Outcome("v1", "failed", failures=(Failure("a.cpp:3: error: expected ;", (), "/e.drv"),))
    assert outcome.failed


def test_a_build_without_a_log_was_not_started():
    build = VariantBuild("v1", "/d.drv", "/nowhere", "/e.drv", "/e")
    assert outcome_of(build, False, lambda _: []) == Outcome("v1", "not started")


def test_warnings_of_the_report_are_kept(build):
    report = {"checks": {"abi": ""}, "loaded": True, "warnings": ["a.json is not installed"]}
    assert outcome_of(build(report), False, log=None).warnings == ("a.json is not installed",)


def test_each_source_that_does_not_compile_has_its_first_error():
    objects = {"src/a.cpp": "/a.drv", "src/b.cu": "/b.drv", "src/c.cpp": "/c.drv"}
    build = VariantBuild("v1", "/d.drv", "/nowhere", "/e.drv", "/e", objects=objects)
    logs = {"/a.drv": ["src/a.cpp:3: error: expected ;"], "/b.drv": ["ptxas fatal : no", "hint: mend it"]}
    outcome = outcome_of(build, False, logs.get, ["/b.drv", "/a.drv", "/other.drv"])
    assert outcome.failures == (
        Failure("src/a.cpp:3: error: expected ;", (), "/a.drv"),
        Failure("src/b.cu: ptxas fatal : no", ("mend it",), "/b.drv"),
    )


def test_a_refused_source_is_told_by_the_log_of_its_check():
    build = VariantBuild("v1", "/d.drv", "/nowhere", "/e.drv", "/e", check="/check.drv")
    logs = {"/check.drv": ["error: it imports x", "  remove it"], "/e.drv": []}
    outcome = outcome_of(build, False, logs.get, ["/check.drv"])
    assert outcome.failures == (Failure("error: it imports x", ("remove it",), "/check.drv"),)


@pytest.mark.parametrize(
    "errors, failed",
    [
        (["error: builder for '/nix/store/a.drv' failed with exit code 1;"], {"/nix/store/a.drv"}),
        (["error: 1 dependencies of derivation '/nix/store/b.drv' failed to build"], set()),
        (["error: Cannot build '/nix/store/a.drv'.\n Reason: builder failed with exit code 1."], {"/nix/store/a.drv"}),
        (["error: Cannot build '/nix/store/b.drv'.\n Reason: 1 dependency failed."], set()),
        ([], set()),
    ],
)
def test_failed_derivations_are_those_that_nix_names_for_themselves(errors, failed):
    assert failed_derivations(errors) == failed
