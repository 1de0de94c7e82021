import sys

import click

from kernel_builder.command.subcommands.options import kernel_folder, nix_options, variant_option


@click.command("check-reproducible")
@kernel_folder
@nix_options
@variant_option
def check_reproducible(folder, variant, options):
    """Build variants a second time, and say where the result differs from the first: it must not.

    \b
    Examples:
      kernel-builder check-reproducible
      kernel-builder check-reproducible --variant torch213-cxx11-cpu examples/relu
    """
    from kernel_builder.command.nix import Nix
    from kernel_builder.command.plan import Plan
    from kernel_builder.command.reproducible import differences

    nix = Nix(folder, options)
    plan = Plan.of(nix)
    builds = [plan.build(name) for name in (plan.buildable() if variant is None else [plan.variant(variant)])]
    if not nix.build([build.derivation for build in builds]):
        sys.exit(1)
    failed = False
    for build in builds:
        first, second = nix.build_again(build.extension)
        lines = differences(first, second) if second else []
        failed = failed or bool(lines)
        click.echo(f"{build.variant}: {'it differs when it is built again:' if lines else 'the same, bit for bit'}")
        for line in lines:
            click.echo(f"  {line}")
    if failed:
        click.echo(
            "error: take out of the sources what differs from one build to the next: times, random numbers, the machine",
            err=True,
        )
        sys.exit(1)
