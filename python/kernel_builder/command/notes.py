"""Print notes about build.toml, and about files that git does not track, before Nix is called."""

import functools
import pathlib

import click

from kernel_builder.builder.errors import UserError
from kernel_builder.command.git import untracked_error, untracked_files, untracked_note


@functools.cache
def report_notes(folder: pathlib.Path) -> None:
    """Print the notes about a kernel on standard error, once in a run of the command.

    Raises UserError if git does not track a file that the build needs, or cannot read the repository.
    """
    from kernel_builder.builder.config.read import read

    try:
        config, _, notes = read(folder)
    except UserError:
        # Whoever reads the file next reports the error.
        config, notes = None, []
    needed, others = untracked_files(folder, config)
    if needed:
        raise untracked_error(needed)
    for note in [*notes, *([untracked_note(others)] if others else [])]:
        click.echo(f"note: {note}", err=True)
