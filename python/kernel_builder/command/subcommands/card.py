import pathlib
from typing import Optional

import click

from kernel_builder.command.subcommands.options import kernel_folder

_file = click.Path(dir_okay=False, path_type=pathlib.Path)


@click.command("fill-card")
@kernel_folder
@click.argument("output", required=False, type=_file)
@click.option("-o", "--output", "output_option", type=_file, help="The same as OUTPUT.")
def fill_card(folder: pathlib.Path, output: Optional[pathlib.Path], output_option: Optional[pathlib.Path]) -> None:
    """Print the card that `upload` uploads: CARD.md with its placeholders filled.

    With OUTPUT, the card is written to this file.

    \b
    Placeholders: repo_id, name, module, version, license, functions, layers,
    backends (each with name and archs), has_benchmark, upstream, source. The
    syntax is Jinja's: {{ version }}, {% for name in functions %}.

    \b
    Examples:
      kernel-builder fill-card
      kernel-builder fill-card examples/relu -o README.md
    """
    from kernel_builder.builder.card import card_of
    from kernel_builder.builder.variants import built_variants

    card = card_of(folder, built_variants(folder / "build"))
    output = output or output_option
    if output:
        output.write_text(card)
        click.echo(f"wrote {output}")
    else:
        click.echo(card, nl=False)
