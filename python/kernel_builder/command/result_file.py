"""A result as JSON, on standard output or in a file."""

import json
import pathlib
from typing import Any, Optional

import click

# The value of --output-json without a path.
STANDARD_OUTPUT = "-"

output_json_option = click.option(
    "--output-json",
    is_flag=False,
    flag_value=STANDARD_OUTPUT,
    metavar="[PATH]",
    help="Print the result as JSON and nothing else, or write it to the file PATH.",
)


def write_result(result: Any, place: Optional[str]) -> None:
    """Write a result to a place: the file of this name, standard output for `-`, or nowhere for None."""
    if place is None:
        return
    text = json.dumps(result, indent=2)
    if place == STANDARD_OUTPUT:
        click.echo(text)
    else:
        pathlib.Path(place).write_text(f"{text}\n")
