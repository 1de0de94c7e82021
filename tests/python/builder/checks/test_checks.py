"""The tables of checks, and what they have in common."""

import pytest

from kernel_builder.builder.checks import BUILD_CHECKS, CHECKS, checks_of, layout, run
from kernel_builder.builder.errors import CheckError


def test_a_correct_variant_passes_all_checks(variant):
    for check in CHECKS.values():
        assert "\n" not in run(check, variant)


def test_a_refusal_ends_with_the_rule(variant):
    (variant / "__init__.py").unlink()
    with pytest.raises(CheckError) as caught:
        run(layout, variant)
    assert str(caught.value) == (
        "error: the variant has no __init__.py\n"
        "  add torch-ext/<module>/__init__.py, where <module> is the kernel's name with `_` for `-`\n"
        f"  rule: {layout.RULE}"
    )


def test_a_check_that_does_not_apply_is_left_out(variant):
    assert list(checks_of(variant)) == [name for name in CHECKS if name != "stable-abi"]


def test_checks_of_backends_run_before_the_other_checks_of_builds():
    assert list(BUILD_CHECKS) == ["rocm-release", "symbols", "device-code"]
