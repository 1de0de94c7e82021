import json
import pathlib
from typing import Optional

import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("list-variants")
@kernel_folder
@click.option("--arch", "system", help="The system, for example aarch64-linux; by default this machine's system.")
@click.option("--json", "as_json", is_flag=True, help="Print the variants as JSON.")
def list_variants(folder: pathlib.Path, system: Optional[str], as_json: bool) -> None:
    """List the variants of the kernel, and why some of them cannot be built.

    \b
    Examples:
      kernel-builder list-variants
      kernel-builder list-variants --arch aarch64-linux --json
    """
    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.nix.program import current_system
    from kernel_builder.command.plan import VariantRecord

    variants_by_system: dict[str, list[VariantRecord]] = Nix(folder).evaluate("lib.variants")
    system = system or current_system()
    if system not in variants_by_system:
        raise UserError(f"unknown system {system}", f"known systems: {', '.join(sorted(variants_by_system))}")
    variants = variants_by_system[system]
    if as_json:
        click.echo(json.dumps(variants, indent=2))
        return
    width = max((len(variant["name"]) for variant in variants), default=0)
    for variant in variants:
        note = f"  not buildable: {variant['notBuildable']}" if variant["notBuildable"] else ""
        click.echo(f"{variant['name']:{width}}{note}".rstrip())
