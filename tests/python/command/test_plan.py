import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix.kernel import Nix
from kernel_builder.command.nix.program import current_system
from kernel_builder.command.plan import Plan, VariantBuild


def test_the_plan_is_one_evaluation_for_this_system(nix_program, kernel, plan_record):
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    assert Plan.of(Nix(kernel)).variants == plan_record["variants"]
    assert len(nix_program.calls) == 1


def test_a_variant_has_a_name_with_and_without_the_system(plan_record):
    plan = Plan(plan_record)
    assert plan.variant("a") == plan.variant("a-x") == "a-x"


def test_a_variant_that_cannot_be_built_is_refused_with_the_reason(plan_record):
    with pytest.raises(UserError) as caught:
        Plan(plan_record).variant("b")
    assert str(caught.value) == (
        "error: b-x cannot be built: no toolchain\n"
        "  `kernel-builder list-variants` lists the variants that can be built"
    )


def test_an_unknown_variant_is_refused(plan_record):
    with pytest.raises(UserError) as caught:
        Plan(plan_record).variant("c")
    assert str(caught.value) == (
        "error: the kernel has no variant c\n  `kernel-builder list-variants` lists its variants"
    )


def test_without_a_name_all_variants_that_can_be_built_are_chosen(plan_record):
    plan = Plan(plan_record)
    build = VariantBuild(variant="a-x", **plan_record["builds"]["a-x"])
    assert plan.buildable() == ["a-x"]
    assert plan.chosen(None) == plan.chosen("a") == [build] == [plan.build("a-x")]


def test_each_variant_has_two_shells_and_the_kernel_two_more(plan_record):
    plan = Plan(plan_record)
    assert [plan.shell(kind, "a-x") for kind in ("dev", "test")] == [
        "/nix/store/0-dev-a.drv",
        "/nix/store/0-test-a.drv",
    ]
    assert [plan.default_shell(kind) for kind in ("dev", "test")] == ["/nix/store/0-dev.drv", "/nix/store/0-test.drv"]
