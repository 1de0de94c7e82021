import pathlib
from typing import Optional

import click

from kernel_builder.command.subcommands.options import kernel_folder, nix_options, variant_option

command_option = click.option(
    "-c", "--command", metavar="LINE", help="Run this shell command instead of opening a prompt."
)


def _open(kind: str, folder: pathlib.Path, variant: Optional[str], command: Optional[str], options: list[str]) -> None:
    """Replace this process by a shell of a variant. Without a variant, the shell chooses the best for the machine."""
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.nix.sandbox import warn
    from kernel_builder.command.plan import SHELLS, Plan

    nix = Nix(folder, options)
    if variant is None:
        derivation, builder = Plan.default_shell(nix, kind)
    else:
        plan = Plan.of(nix, [variant], SHELLS[kind])
        derivation, builder = plan.shell(kind, plan.variant(variant)), plan.builder
    warn()
    nix.become_shell(derivation, ["bash", "-c", command] if command else [], builder)


@click.command()
@kernel_folder
@nix_options
@variant_option
@command_option
def devshell(folder: pathlib.Path, variant: Optional[str], command: Optional[str], options: list[str]) -> None:
    """Open a shell for development, with compiler, CMake and Torch.

    It activates a virtual environment in .venv. Without --variant, the shell is for the best variant that this machine
    can run.

    \b
    Examples:
      kernel-builder devshell
      kernel-builder devshell --variant torch211-cxx11-cu130
      kernel-builder devshell -c "cmake -B build-ext && cmake --build build-ext"
    """
    _open("dev", folder, variant, command, options)


@click.command()
@kernel_folder
@nix_options
@variant_option
@command_option
def testshell(folder: pathlib.Path, variant: Optional[str], command: Optional[str], options: list[str]) -> None:
    """Open a shell for tests, with the built kernel and the packages of its tests.

    Without --variant, the shell is for the best variant that this machine can run.

    \b
    Examples:
      kernel-builder testshell
      kernel-builder testshell -c "python -m pytest tests"
    """
    _open("test", folder, variant, command, options)
