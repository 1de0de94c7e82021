import json

import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("list-variants")
@kernel_folder
@click.option("--arch", "system", help="System to list for, such as aarch64-linux; the default is this machine's.")
@click.option("--json", "as_json", is_flag=True, help="Print the variants as JSON.")
def list_variants(folder, system, as_json):
    """List the variants of the kernel, and which of them cannot be built yet and why.

    \b
    Examples:
      kernel-builder list-variants
      kernel-builder list-variants --arch aarch64-linux --json
    """
    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.nix import Nix, current_system

    variants = Nix(folder).evaluate("lib.variants")
    system = system or current_system()
    if system not in variants:
        raise UserError(f"no kernel is built for {system}", f"known: {', '.join(sorted(variants))}")
    if as_json:
        click.echo(json.dumps(variants[system], indent=2))
        return
    width = max((len(variant["name"]) for variant in variants[system]), default=0)
    for variant in variants[system]:
        note = f"  not buildable yet: {variant['missing']}" if variant["missing"] else ""
        click.echo(f"{variant['name']:{width}}{note}".rstrip())
