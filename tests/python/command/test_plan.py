import json

import pytest

from kernel_builder.builder.errors import NixError, UserError
from kernel_builder.command.nix.kernel import Nix
from kernel_builder.command.nix.program import current_system
from kernel_builder.command.plan import CHOOSE, Plan, VariantBuild

PLAN = f"legacyPackages.{current_system()}.plan"
OF_ALL = 'names = null; parts = [ "builds" ]'
OVERVIEW = "names = null; parts = [  ]"


@pytest.fixture
def two(plan_record):
    """An overview of two variants that can be built, without parts."""
    variants = [{**row, "notBuildable": None} for row in plan_record["variants"]]
    return {"variants": variants, "parts": {}, "builder": None}


def test_the_plan_is_one_evaluation_for_this_system(nix_program, kernel, plan_record):
    nix_program.evaluates(PLAN, plan_record)
    assert Plan.of(Nix(kernel), (), "builds").variants == plan_record["variants"]
    assert len(nix_program.calls) == 1


def test_only_the_parts_that_are_needed_are_evaluated(nix, tmp_path):
    """In the plan of the test, evaluating anything but the build of `a` fails."""
    plan = """{
      builder = null;
      variants = [
        { name = "a-x"; short = "a"; notBuildable = null; }
        { name = "b-x"; short = "b"; notBuildable = null; }
        { name = "c-x"; short = "c"; notBuildable = "no toolchain"; }
      ];
      builds = { a-x = 1; b-x = throw "b"; };
      testShells = throw "tests";
    }"""
    call = f'({CHOOSE.read_text()}) {{ names = [ "a" ]; parts = [ "builds" ]; }} ({plan})'
    record = json.loads(nix("eval", "--json", "--expr", call).stdout)
    assert record["parts"] == {"builds": {"a-x": 1}} and len(record["variants"]) == 3


def test_a_variant_that_cannot_be_evaluated_does_not_stop_the_others(nix_program, kernel, plan_record, two):
    nix_program.answer(OF_ALL, stderr="error: no b\n", status=1)
    nix_program.answer(OVERVIEW, stdout=json.dumps(two))
    nix_program.answer('names = [ "a-x" ]', stdout=json.dumps(plan_record))
    nix_program.answer('names = [ "b-x" ]', stderr="error: no b\n", status=1)
    plan = Plan.of(Nix(kernel), (), "builds")
    assert [build.variant for build in plan.chosen(())] == ["a-x"]
    assert {name: str(error) for name, error in plan.failures.items()} == {"b-x": "error: b-x: no b"}


def test_the_error_of_a_named_variant_has_its_name(nix_program, kernel, two):
    nix_program.answer('parts = [ "builds" ]', stderr="error: no b\n", status=1)
    nix_program.answer("parts = [  ]", stdout=json.dumps(two))
    with pytest.raises(NixError) as caught:
        Plan.of(Nix(kernel), ["b"], "builds").chosen(["b"])
    assert str(caught.value) == "error: b-x: no b"


def test_a_flake_that_cannot_be_evaluated_is_the_error(nix_program, kernel):
    nix_program.answer("eval", stderr="error: no flake\n", status=1)
    with pytest.raises(NixError) as caught:
        Plan.of(Nix(kernel), (), "builds")
    assert str(caught.value) == "error: no flake"


@pytest.mark.parametrize("name", ['"', "${throw 1}", "\\", "a b"])
def test_any_name_reaches_nix_as_it_is(nix, kernel, name, monkeypatch):
    def evaluate(self, attribute, function):
        plan = '{ builder = null; variants = [ { name = "n"; short = "s"; notBuildable = null; } ]; }'
        return json.loads(nix("eval", "--json", "--expr", f"({function}) ({plan})").stdout)

    monkeypatch.setattr(Nix, "evaluate", evaluate)
    with pytest.raises(UserError) as caught:
        Plan.of(Nix(kernel), [name]).variant(name)
    assert caught.value.message == f"the kernel has no variant {name}"


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
    build = VariantBuild(variant="a-x", **plan_record["parts"]["builds"]["a-x"])
    assert plan.chosen(()) == plan.chosen(["a"]) == plan.chosen(["a", "a-x"]) == [build] == [plan.build("a-x")]


def test_variants_that_build_toml_refuses_are_apart_from_those_without_a_toolchain(plan_record):
    plan_record["variants"].append({**plan_record["variants"][1], "name": "c-x", "refused": True})
    assert Plan(plan_record).refused() == {"c-x": "no toolchain"}


def test_without_a_name_no_variant_for_another_machine_is_chosen_unasked(plan_record):
    other = {**plan_record["variants"][0], "name": "a-y", "short": "a-y", "bundle": False}
    refused = {**plan_record["variants"][1], "name": "c-y", "refused": True, "bundle": False}
    plan_record["variants"] += [other, refused]
    plan_record["parts"]["builds"]["a-y"] = plan_record["parts"]["builds"]["a-x"]
    plan = Plan(plan_record)
    assert [build.variant for build in plan.chosen(())] == ["a-x"] and plan.refused() == {}
    assert [build.variant for build in plan.chosen(["a-y"])] == ["a-y"]


def test_nix_evaluates_such_a_variant_only_if_it_is_named(nix):
    plan = """{
      builder = null;
      variants = [
        { name = "a-x"; short = "a"; notBuildable = null; }
        { name = "a-y"; short = "a-y"; notBuildable = null; bundle = false; }
      ];
      builds = { a-x = 1; a-y = 2; };
    }"""

    def builds(names):
        call = f'({CHOOSE.read_text()}) {{ names = {names}; parts = [ "builds" ]; }} ({plan})'
        return json.loads(nix("eval", "--json", "--expr", call).stdout)["parts"]["builds"]

    assert (builds("null"), builds('[ "a-y" ]')) == ({"a-x": 1}, {"a-y": 2})


def test_a_plan_can_be_for_one_system(nix_program, kernel, plan_record):
    nix_program.answer("attrNames", stdout='["y"]')
    nix_program.evaluates(f"legacyPackages.{current_system()}.systems.y.plan", plan_record)
    assert Plan.of(Nix(kernel), (), "builds", system="y").variants == plan_record["variants"]


def test_a_system_that_this_machine_does_not_build_for_is_refused(nix_program, kernel):
    nix_program.answer("attrNames", stdout='["aarch64-linux", "x86_64-linux"]')
    with pytest.raises(UserError) as caught:
        Plan.of(Nix(kernel), (), "builds", system="riscv64-linux")
    assert str(caught.value) == (
        "error: this machine builds no variants for riscv64-linux\n  it builds for: aarch64-linux, x86_64-linux"
    )


def test_an_older_builder_builds_for_its_own_machine_alone(nix_program, kernel):
    nix_program.answer("attrNames", stdout="[]")
    with pytest.raises(UserError) as caught:
        Plan.of(Nix(kernel), (), "builds", system="aarch64-linux")
    assert caught.value.remedies == ("the kernel's builder builds for this machine alone: run `nix flake update`",)


def test_a_kernel_whose_variants_are_for_every_system_has_none_of_its_own(nix_program, kernel, plan_record):
    nix_program.answer("attrNames", stdout='["y"]')
    nix_program.evaluates(f"legacyPackages.{current_system()}.systems.y.plan", {**plan_record, "variants": []})
    with pytest.raises(UserError) as caught:
        Plan.of(Nix(kernel), (), "builds", system="y")
    assert str(caught.value) == (
        "error: the kernel has no variants of its own for y\n"
        "  the variants of a Python-only kernel are for every system: leave out --system"
    )


def test_each_variant_has_two_shells(plan_record):
    plan = Plan(plan_record)
    assert [plan.shell(kind, "a-x") for kind in ("dev", "test")] == [
        "/nix/store/0-dev-a.drv",
        "/nix/store/0-test-a.drv",
    ]


def test_the_kernel_has_a_shell_that_chooses(nix_program, kernel):
    nix_program.answer("shell = plan.devShell", stdout='{"builder": "/builder", "shell": "/nix/store/0-dev.drv"}')
    assert Plan.default_shell(Nix(kernel), "dev") == ("/nix/store/0-dev.drv", "/builder")


def test_the_error_of_that_shell_names_the_variant(nix_program, kernel, two):
    nix_program.answer("parts = [  ]", stdout=json.dumps(two))
    nix_program.answer("eval", stderr="error: no\n", status=1)
    with pytest.raises(NixError) as caught:
        Plan.default_shell(Nix(kernel), "dev")
    assert caught.value.message == "a-x: no"
