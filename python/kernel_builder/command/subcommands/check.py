import pathlib

import click

from kernel_builder.command.completion_values import complete_checks
from kernel_builder.command.subcommands.options import variants_folder

CHECK = "Run only this check; may be repeated."


def _run(folder: pathlib.Path, names: tuple[str, ...]) -> None:
    from kernel_builder.builder.checks import CHECKS, checks_of, run
    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.built import variants_in

    for name in names:
        if name not in CHECKS:
            raise UserError(f"unknown check {name}", f"known checks: {', '.join(CHECKS)}")
    for variant in variants_in(folder):
        for name in names or checks_of(variant):
            click.echo(f"{variant.name}: {name}: {run(CHECKS[name], variant)}")


@click.command("check-builds")
@variants_folder
@click.option(
    "--check",
    "names",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_checks,
    help="Run only this check; may be repeated.",
)
def check_builds(folder: pathlib.Path, names: tuple[str, ...]) -> None:
    """Check built variants. FOLDER holds variants or is one variant. This command needs no Nix.

    \b
    Examples:
      kernel-builder check-builds
      kernel-builder check-builds build/torch213-cxx11-cpu-x86_64-linux
      kernel-builder check-builds --check ops --check layout
    """
    _run(folder, names)


@click.command("check-abi")
@variants_folder
def check_abi(folder: pathlib.Path) -> None:
    """Check which symbols and libraries built variants need, and nothing else.

    FOLDER holds variants or is one variant. This command needs no Nix.

    \b
    Examples:
      kernel-builder check-abi
    """
    _run(folder, ("libraries", "abi"))
