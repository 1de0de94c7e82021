import pathlib
from typing import Optional

import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("update-build")
@kernel_folder
@click.option("--license", help="SPDX identifier of the license, for a build.toml that names none.")
@click.option("--dry-run", is_flag=True, help="Print the changes, and write nothing.")
def update_build(folder: pathlib.Path, license: Optional[str], dry_run: bool) -> None:
    """Bring build.toml from an older edition to the current one. Comments stay.

    \b
    Examples:
      kernel-builder update-build --dry-run
      kernel-builder update-build --license Apache-2.0
    """
    from kernel_builder.builder.config.toml_file import FILE, read_text
    from kernel_builder.command.migrate import migrate

    migrated, changes = migrate(read_text(folder), license)
    for line in changes:
        click.echo(line)
    if not changes:
        click.echo(f"{FILE}: up to date")
    elif not dry_run:
        (folder / FILE).write_text(migrated, encoding="utf-8")
        click.echo(f"wrote {FILE}; to check it: kernel-builder check-config")
