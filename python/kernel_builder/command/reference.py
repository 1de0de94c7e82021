"""The page docs/commands.md, made from the help of the commands: `python -m kernel_builder.command.reference`."""

from typing import Optional

import click

from kernel_builder.command.main import cli

WIDTH = 100
HEADING = "# The commands\n\n`python -m kernel_builder.command.reference` makes this page from `--help`.\n"


def _context(command: click.Command, name: str, parent: Optional[click.Context]) -> click.Context:
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )


def reference() -> str:
    """The page, as Markdown."""
    parent = _context(cli, "kernel-builder", None)
    sections = [("kernel-builder", cli.get_help(parent))]
    for name, command in sorted(cli.commands.items()):
        sections.append((f"kernel-builder {name}", command.get_help(_context(command, name, parent))))
    return HEADING + "".join(f"\n## {title}\n\n```\n{text}\n```\n" for title, text in sections)


if __name__ == "__main__":
    print(reference(), end="")
