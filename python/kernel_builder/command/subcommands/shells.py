import click

from kernel_builder.command.subcommands.options import kernel_folder, variant_option

command_option = click.option(
    "-c", "--command", metavar="LINE", help="Run this line of shell in it, instead of a prompt."
)


def _open(folder, kind, variant, command):
    """Become the shell of the variant, or of the best that the machine can run, which says so itself."""
    from kernel_builder.command.nix import Nix
    from kernel_builder.command.plan import Plan

    nix = Nix(folder)
    plan = Plan.of(nix)
    derivation = plan.default_shell(kind) if variant is None else plan.shell(kind, plan.variant(variant))
    nix.become_shell(derivation, ["bash", "-c", command] if command else [])


@click.command()
@kernel_folder
@variant_option
@command_option
def devshell(folder, variant, command):
    """Open a shell to develop the kernel in: compiler, CMake, Torch, and a virtual environment in .venv.

    \b
    Examples:
      kernel-builder devshell
      kernel-builder devshell --variant torch211-cxx11-cu130
      kernel-builder devshell -c "cmake -B build-ext && cmake --build build-ext"
    """
    _open(folder, "dev", variant, command)


@click.command()
@kernel_folder
@variant_option
@command_option
def testshell(folder, variant, command):
    """Open a shell that has the built kernel, and what its tests import.

    \b
    Examples:
      kernel-builder testshell
      kernel-builder testshell -c "python -m pytest tests"
    """
    _open(folder, "test", variant, command)
