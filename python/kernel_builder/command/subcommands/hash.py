import json
import pathlib
import sys

import click

from kernel_builder.command.subcommands.options import variants_folder


@click.command("hash")
@variants_folder
@click.option("--json", "as_json", is_flag=True, help="Print the digests as JSON.")
def hash_variants(folder: pathlib.Path, as_json: bool) -> None:
    """Print the digest of each file of built variants. FOLDER holds variants or is one variant.

    The exit status is 1 if a digest is not the one in metadata.json: the file was changed after the build.

    \b
    Examples:
      kernel-builder hash
      kernel-builder hash build/torch213-cxx11-cpu-x86_64-linux --json
    """
    from kernel_builder.command.built import variants_in
    from kernel_builder.command.digest import digest_of

    digests = {variant.name: digest_of(variant) for variant in variants_in(folder)}
    changed = [f"{variant}/{name}" for variant, digest in digests.items() for name in digest.changed]
    for path in changed:
        click.echo(f"error: {path} was changed after the build: its digest is not the one in metadata.json", err=True)
    if changed:
        click.echo("  build the variant again: kernel-builder build-and-copy", err=True)
    if as_json:
        records = {name: {"algorithm": digest.algorithm, "files": digest.files} for name, digest in digests.items()}
        click.echo(json.dumps(records, indent=2))
    else:
        for variant, digest in digests.items():
            for name, value in digest.files.items():
                click.echo(f"{digest.algorithm}-{value}  {variant}/{name}")
    sys.exit(1 if changed else 0)
