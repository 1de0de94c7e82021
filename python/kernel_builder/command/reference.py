"""The reference of the commands, docs/commands.md, out of their own help: `python -m kernel_builder.command.reference`."""

import click

from kernel_builder.command.main import cli

WIDTH = 100


def reference() -> str:
    """The page, as Markdown."""
    sizes = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    parent = click.Context(cli, info_name="kernel-builder", **sizes, **cli.context_settings)
    parts = ["# The commands\n\nMade by `python -m kernel_builder.command.reference`, out of what `--help` prints.\n"]
    for name, command in [("", cli), *sorted(cli.commands.items())]:
        context = click.Context(command, info_name=name, parent=parent, **sizes) if name else parent
        title = f"kernel-builder {name}".strip()
        parts.append(f"## {title}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(reference(), end="")
