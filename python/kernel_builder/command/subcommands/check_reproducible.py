import pathlib
import sys

import click

from kernel_builder.command.subcommands.options import kernel_folder, nix_options, variants_option


@click.command("check-reproducible")
@kernel_folder
@nix_options
@variants_option
def check_reproducible(folder: pathlib.Path, variants: tuple[str, ...], options: list[str]) -> None:
    """Build variants a second time; the results must be identical.

    \b
    Examples:
      kernel-builder check-reproducible
      kernel-builder check-reproducible --variant torch213-cxx11-cpu examples/relu
    """
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.plan import Plan
    from kernel_builder.command.reproducible import unstable_files

    nix = Nix(folder, options)
    plan = Plan.of(nix, variants, "builds")
    builds = plan.chosen(variants)
    for error in plan.failures.values():
        raise error
    if not nix.build([build.derivation for build in builds]):
        sys.exit(1)
    failed = False
    # Variants share objects that use no Torch.
    again: set[str] = set()
    for build in builds:
        lines = unstable_files(nix, build, again)
        failed = failed or bool(lines)
        click.echo(f"{build.variant}: {'the second build differs:' if lines else 'both builds are identical'}")
        for line in lines:
            click.echo(f"  {line}")
    if failed:
        click.echo("error: the build is not reproducible", err=True)
        click.echo("  remove times, random numbers and the machine's properties from the kernel's sources", err=True)
        sys.exit(1)
