"""kernel-builder fetch: which derivations it looks at."""

import pytest

from kernel_builder.command.nix.program import current_system


@pytest.fixture
def answers(nix_program, plan_record):
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    nix_program.evaluates(f"legacyPackages.{current_system()}.ciTests", ["/nix/store/0-ci.drv"])
    nix_program.evaluates(f"packages.{current_system()}", ["/nix/store/0-program.drv"])
    return nix_program


def dry_run(program):
    (call,) = [call for call in program.calls if "--dry-run" in call]
    return [word for word in call if word.endswith(".drv")]


@pytest.mark.parametrize(
    "options, programs",
    [([], '"upload" "build-and-copy" "build-and-upload" "ci-test"'), (["--variant", "a"], '"upload"')],
)
def test_variants_shells_tests_and_programs_are_looked_at(run, answers, kernel, options, programs):
    (kernel / "flake.nix").write_text("{ }")
    shown = run("fetch", kernel, *options)
    assert (shown.exit_code, shown.stdout) == (0, "nothing to fetch: the store has all pinned files\n")
    assert dry_run(answers) == [f"/nix/store/0-{name}.drv" for name in ("summary", "dev-a", "test-a", "ci", "program")]
    (call,) = [call for call in answers.calls if f".#packages.{current_system()}" in call]
    assert call[-1] == f"packages: map (name: packages.${{name}}.drvPath) [ {programs} ]"


def test_a_kernel_without_variants_needs_nothing(run, nix_program, plan_record, kernel):
    (kernel / "flake.nix").write_text("{ }")
    record = {**plan_record, "variants": [], "parts": {name: {} for name in plan_record["parts"]}}
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", record)
    assert run("fetch", kernel).stdout == "nothing to fetch: the store has all pinned files\n"
