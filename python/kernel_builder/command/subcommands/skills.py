import pathlib
from typing import Optional

import click

# Where tools look for skills, in a project and in the user's home folder.
EVERYBODY, CLAUDE = ".agents/skills", ".claude/skills"


@click.group()
def skills() -> None:
    """Install a guide to kernel-builder for coding agents.

    \b
    Examples:
      kernel-builder skills add
    """


@skills.command("add")
@click.option("--claude", is_flag=True, help=f"Write to {CLAUDE} instead of {EVERYBODY}.")
@click.option("--global", "is_global", is_flag=True, help="Write to the home folder, for all projects.")
@click.option(
    "--dest", type=click.Path(file_okay=False, path_type=pathlib.Path), help="Write to this folder of skills."
)
@click.option("--force", is_flag=True, help="Replace the guide of another version.")
def add(claude: bool, is_global: bool, dest: Optional[pathlib.Path], force: bool) -> None:
    """Write the guide to the folder where coding agents look.

    By default it is .agents/skills/kernel-builder in the kernel that the current folder is in.

    \b
    Examples:
      kernel-builder skills add
      kernel-builder skills add --claude --global
    """
    from kernel_builder.command.skill import skill_files, write_skill
    from kernel_builder.command.subcommands.options import kernel_root

    root = pathlib.Path.home() if is_global else kernel_root()
    target = write_skill(dest or root / (CLAUDE if claude else EVERYBODY), skill_files(), force)
    click.echo(f"wrote {target}")
