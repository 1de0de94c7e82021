import json

import pytest

from kernel_builder.command.nix.program import current_system

VARIANTS = [
    {"name": "torch213-cxx11-cpu-x", "short": "torch213-cxx11-cpu", "backend": "cpu", "notBuildable": None},
    {"name": "torch9-cxx11-x", "short": "torch9-cxx11", "backend": "cpu", "notBuildable": "no toolchain"},
]


@pytest.fixture
def listed(kernel, nix_program, change):
    change(kernel / "build.toml", '["cpu"]', '["cpu", "cuda", "xpu"]')
    reasons = [{"backend": "cuda", "reason": "no bounds"}, {"backend": "xpu", "reason": "none"}]
    variants = {current_system(): VARIANTS, "other-linux": [], "wide-linux": VARIANTS[:1]}
    no_variants = {current_system(): [], "other-linux": reasons, "wide-linux": reasons[:1]}
    nix_program.evaluates("lib.variants", variants)
    nix_program.evaluates("lib.noVariants", no_variants)
    nix_program.answer("plan.chooser or null", stdout="null")
    nix_program.answer("plan.variants or null", stdout="null")
    return kernel


def test_each_variant_is_a_line_with_the_reason_if_it_cannot_be_built(listed, run):
    assert run("list-variants", listed).output == (
        "torch213-cxx11-cpu-x\ntorch9-cxx11-x        not buildable: no toolchain\n"
    )


def test_the_variant_of_a_shell_without_a_name_is_marked(listed, run, nix_program):
    (nix_program.folder / "answers.json").write_text("[]")
    nix_program.evaluates("lib.variants", {current_system(): VARIANTS})
    nix_program.evaluates("lib.noVariants", {current_system(): []})
    nix_program.answer("plan.chooser or null", stdout=json.dumps("echo torch213-cxx11-cpu"))
    assert run("list-variants", listed).output.splitlines()[0] == "torch213-cxx11-cpu-x  default here"
    first, second = json.loads(run("list-variants", listed, "--json").output)
    assert first["default"] is True and "default" not in second


def test_a_variant_that_is_in_the_folder_build_has_its_size(listed, run):
    folder = listed / "build/torch213-cxx11-cpu-x"
    folder.mkdir(parents=True)
    (folder / "metadata.json").write_text("{}")
    (folder / "_small.abi3.so").write_bytes(bytes(51 * 1024))
    assert run("list-variants", listed).output.splitlines()[0] == "torch213-cxx11-cpu-x  in build, 51 KiB"
    first, second = json.loads(run("list-variants", listed, "--json").output)
    assert (first["built"], first["bytes"]) == (str(folder), 51 * 1024) and "built" not in second


@pytest.mark.parametrize("option", ["--system", "--arch"])
def test_another_system_can_be_named(listed, run, option):
    assert run("list-variants", listed, option, "wide-linux").output == (
        "torch213-cxx11-cpu-x\nnote: no variant for cuda: no bounds\n"
    )


def test_what_this_machine_cannot_build_for_another_system_is_named(listed, run, nix_program):
    nix_program.answers_first("systems.wide-linux.plan.variants", stdout=json.dumps(VARIANTS[1:]))
    shown = run("list-variants", listed, "--system", "wide-linux").output.splitlines()
    assert shown[0] == "torch9-cxx11-x  not buildable: no toolchain"


def test_an_empty_list_says_why(listed, run):
    result = run("list-variants", listed, "--arch", "other-linux")
    assert result.exit_code == 1
    assert str(result.exception) == "error: the kernel has no variants for other-linux\n  cuda: no bounds\n  xpu: none"


def test_a_script_gets_the_records(listed, run):
    assert json.loads(run("list-variants", listed, "--json").output) == VARIANTS


def test_an_unknown_system_is_refused(listed, run):
    known = ", ".join(sorted([current_system(), "other-linux", "wide-linux"]))
    result = run("list-variants", listed, "--arch", "riscv64-linux")
    assert str(result.exception) == f"error: unknown system riscv64-linux\n  known systems: {known}"
