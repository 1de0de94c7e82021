"""docs/migrating.md: the commands and options that it gives for those of the Hub's builder exist here."""

import pathlib
import re
import shlex

import pytest
from click.testing import CliRunner

from kernel_builder.command.main import cli

PAGE = (pathlib.Path(__file__).resolve().parents[3] / "docs/migrating.md").read_text()
NONE = "no counterpart"


def rows() -> "list[list[str]]":
    """The cells of the table of commands, without its head."""
    table = PAGE.partition("## The Hub's own command")[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def help_of(subcommand: str) -> str:
    """What `kernel-builder SUBCOMMAND --help` prints; fails if there is no such subcommand."""
    result = CliRunner().invoke(cli, [*subcommand.split(), "--help"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_row_names_a_command_that_exists_or_says_that_there_is_none(row):
    there, here, difference = row
    calls = re.findall(r"`kernel-builder ([^`]+)`", here + difference)
    assert calls or here in (NONE, "the same"), row
    for call in calls:
        subcommand, *words = shlex.split(call)
        if subcommand == "skills":
            subcommand = f"skills {words.pop(0)}"
        shown = help_of(subcommand)
        # Options that stand alone belong to the command of their row.
        alone = re.findall(r"`(--?[a-zA-Z-]+)(?: [A-Z]+)?`", difference)
        for option in [*(word for word in words if word.startswith("-")), *alone]:
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", shown), f"{subcommand} has no {option}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_command_or_option_of_there_keeps_its_name_here(row):
    there, here, _ = row
    if here == NONE or "nix" in there:
        return
    names = [word for span in re.findall(r"`([^`]+)`", there) for word in span.split()[:1]]
    kept = [name for name in names if name not in ("build", "kernels")]
    assert [name for name in kept if name not in here.split("`")[1].split()] == []


def test_every_command_of_here_is_on_the_page():
    assert [name for name in cli.commands if f"`kernel-builder {name}" not in PAGE] == []
