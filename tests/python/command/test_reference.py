import pathlib

from kernel_builder.command.main import cli
from kernel_builder.command.reference import reference


def test_the_page_in_docs_is_up_to_date():
    """To write it again, in the folder `python`: `python -m kernel_builder.command.reference >../docs/commands.md`."""
    assert (pathlib.Path(__file__).resolve().parents[3] / "docs/commands.md").read_text() == reference()


def test_each_command_has_a_section_and_no_line_is_too_long():
    page = reference()
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## kernel-builder",
        *(f"## kernel-builder {name}" for name in sorted(cli.commands)),
    ]
    assert max(map(len, page.splitlines())) <= 120
