import click

from kernel_builder.command.completion_values import complete_checks, complete_variants
from kernel_builder.command.main import cli
from kernel_builder.command.nix.program import current_system


def context(folder):
    made = click.Context(cli.commands["build"])
    made.params["folder"] = folder
    return made


def test_variants_that_can_be_built_are_offered(kernel, nix_program):
    rows = [("torch213-cxx11-cpu", None), ("torch213-cxx11-cu130", None), ("torch213-cxx11-xpu", "no compiler")]
    records = [{"short": short, "notBuildable": reason} for short, reason in rows]
    nix_program.evaluates("lib.variants", {current_system(): records})
    assert complete_variants(context(kernel), None, "torch213-cxx11-c") == [
        "torch213-cxx11-cpu",
        "torch213-cxx11-cu130",
    ]


def test_a_folder_without_a_kernel_has_no_variants_and_no_error(tmp_path, capfd):
    assert complete_variants(context(tmp_path), None, "") == []
    assert capfd.readouterr() == ("", "")


def test_checks_are_offered():
    assert "layout" in complete_checks(context("."), None, "lay")
