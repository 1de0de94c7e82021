import click
import pytest
from click.testing import CliRunner

from kernel_builder.command.subcommands.options import (
    kernel_folder,
    kernel_folder_option,
    nix_options,
    variant_option,
    variants_folder,
)


@click.command()
@kernel_folder
@nix_options
@variant_option
def build(folder, variant, options):
    click.echo(repr((str(folder), variant, options)))


def output(command, *words):
    return CliRunner().invoke(command, words).output


@pytest.mark.parametrize(
    "words, options",
    [
        ([], []),
        (["-L"], ["--print-build-logs"]),
        (["--print-build-logs", "-k"], ["--print-build-logs", "--keep-going"]),
        (["--cores", "0"], ["--cores", "0"]),
        (["--max-jobs", "2", "--cores", "8", "--keep-going"], ["--max-jobs", "2", "--cores", "8", "--keep-going"]),
    ],
)
def test_flags_for_nix_are_collected(words, options):
    assert output(build, *words) == f"('.', None, {options})\n"


def test_a_folder_and_a_variant_are_values_of_their_own(tmp_path):
    assert output(build, str(tmp_path), "--variant", "a") == f"('{tmp_path}', 'a', [])\n"


@pytest.mark.parametrize(
    "words, line",
    [
        (["--max-jobs", "0"], "Error: Invalid value for '--max-jobs': 0 is not in the range x>=1."),
        (["--cores=-1"], "Error: Invalid value for '--cores': -1 is not in the range x>=0."),
        (["--cores"], "Error: Option '--cores' requires an argument."),
        (["nowhere"], "Error: Invalid value for '[FOLDER]': Directory 'nowhere' does not exist."),
    ],
)
def test_wrong_values_are_refused(words, line):
    assert output(build, *words).splitlines()[-1] == line


def test_the_folder_can_be_an_option(tmp_path):
    command = click.command()(kernel_folder_option(lambda folder: click.echo(folder)))
    assert output(command, "--folder", str(tmp_path)) == f"{tmp_path}\n" and output(command) == ".\n"


def test_variants_are_in_build_unless_another_folder_is_named(tmp_path, monkeypatch):
    command = click.command()(variants_folder(lambda folder: click.echo(folder)))
    monkeypatch.chdir(tmp_path)
    error = CliRunner().invoke(command).exception
    assert str(error) == (
        "error: build does not exist, so there are no built variants\n  build some: kernel-builder build-and-copy"
    )
    (tmp_path / "build").mkdir()
    assert output(command) == "build\n"


def test_the_kernel_is_found_upwards_from_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "k/deep/er").mkdir(parents=True)
    (tmp_path / "k/build.toml").touch()
    (tmp_path / "k/build").mkdir()
    monkeypatch.chdir(tmp_path / "k/deep/er")
    assert output(build) == f"('{tmp_path}/k', None, [])\n"
    assert output(build, ".") == "('.', None, [])\n"
    of_option = click.command()(kernel_folder_option(lambda folder: click.echo(folder)))
    assert output(of_option) == f"{tmp_path}/k\n"
    assert output(click.command()(variants_folder(lambda folder: click.echo(folder)))) == f"{tmp_path}/k/build\n"
    monkeypatch.chdir(tmp_path / "k")
    assert output(build) == "('.', None, [])\n"
    monkeypatch.chdir(tmp_path)
    assert output(build) == "('.', None, [])\n"
