import json
import pathlib
import sys

import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("check-config")
@kernel_folder
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--strict", is_flag=True, help="Treat notes as problems: an older edition, kernels that are ignored.")
def check_config(folder: pathlib.Path, as_json: bool, strict: bool) -> None:
    """Print every problem of build.toml, with its line and the way to mend it, and files that git does not track.

    The exit status is 1 if there is a problem. Notes stop nothing.

    \b
    Examples:
      kernel-builder check-config
      kernel-builder check-config examples/relu --json
    """
    from kernel_builder.builder.config.problem import Problem
    from kernel_builder.builder.config.read import read
    from kernel_builder.command.git import untracked_error, untracked_files, untracked_note

    config, problems, notes = read(folder)
    needed, others = untracked_files(folder, config)
    untracked = [untracked_error(needed)] if needed else []
    problems = [*problems, *(Problem("", error.message, error.remedies[0]) for error in untracked)]
    notes = [*notes, *([untracked_note(others)] if others else [])]
    if as_json:
        click.echo(json.dumps([problem._asdict() for problem in problems], indent=2))
    for problem in [] if as_json else problems:
        click.echo(str(problem.error()), err=True)
    for note in notes:
        click.echo(f"{'error' if strict else 'note'}: {note}", err=True)
    is_wrong = bool(problems or (strict and notes))
    if not is_wrong and not as_json:
        click.echo("build.toml: no problems")
    sys.exit(1 if is_wrong else 0)
