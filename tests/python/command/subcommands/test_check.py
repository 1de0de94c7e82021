import pytest

from kernel_builder.builder.checks import CHECKS


def test_a_folder_without_variants_is_an_error(run, tmp_path):
    assert str(run("check-builds", tmp_path).exception) == (
        f"error: {tmp_path}: no built variants\n  build some: kernel-builder build-and-copy"
    )


def test_an_unknown_check_is_refused_before_any_check_runs(run, tmp_path):
    assert str(run("check-builds", tmp_path, "--check", "layout", "--check", "speed").exception) == (
        f"error: unknown check speed\n  known checks: {', '.join(CHECKS)}"
    )


@pytest.mark.parametrize(
    "words, names",
    [
        (["check-abi"], ["libraries", "abi"]),
        (["check-builds", "--check", "ops", "--check", "layout"], ["ops", "layout"]),
    ],
)
def test_the_named_checks_run_on_each_variant(run, variant, monkeypatch, words, names):
    monkeypatch.setattr("kernel_builder.builder.checks.run", lambda check, variant: "fine")
    result = run(*words, variant.parent)
    assert result.output == "".join(f"{variant.name}: {name}: fine\n" for name in names)


def test_without_names_the_checks_of_the_variant_run(run, variant, monkeypatch):
    monkeypatch.setattr("kernel_builder.builder.checks.run", lambda check, variant: "fine")
    monkeypatch.setattr("kernel_builder.builder.checks.checks_of", lambda variant: {"metadata": None})
    assert run("check-builds", variant).output == f"{variant.name}: metadata: fine\n"
