import json
import pathlib
import sys

import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("check-config")
@kernel_folder
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check_config(folder: pathlib.Path, as_json: bool) -> None:
    """Print every problem of build.toml, with its line and the way to mend it.

    The exit status is 1 if there is a problem.

    \b
    Examples:
      kernel-builder check-config
      kernel-builder check-config examples/relu --json
    """
    from kernel_builder.builder.config.read import problems_of

    problems = problems_of(folder)
    if as_json:
        click.echo(json.dumps([problem._asdict() for problem in problems], indent=2))
    elif problems:
        for problem in problems:
            click.echo(str(problem.error()), err=True)
    else:
        click.echo("build.toml: no problems")
    sys.exit(1 if problems else 0)
