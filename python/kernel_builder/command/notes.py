"""Lines about a build.toml that stop nothing: an older edition, kernels that are ignored."""

import functools
import pathlib

import click

from kernel_builder.builder.errors import UserError


@functools.cache
def print_notes(folder: pathlib.Path) -> None:
    """Print the notes about a kernel's build.toml on standard error, once in a run of the command."""
    from kernel_builder.builder.config.read import read

    try:
        notes = read(folder).notes
    except UserError:
        # Whoever reads the file next reports the error.
        return
    for note in notes:
        click.echo(f"note: {note}", err=True)
