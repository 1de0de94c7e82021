"""The entry of the command `kernel-builder`: it collects the subcommands and shows errors."""

import sys

import click

from kernel_builder import version_text
from kernel_builder.builder.errors import UserError
from kernel_builder.command.subcommands.build import build, build_and_copy
from kernel_builder.command.subcommands.card import fill_card
from kernel_builder.command.subcommands.check import check_abi, check_builds
from kernel_builder.command.subcommands.check_config import check_config
from kernel_builder.command.subcommands.check_reproducible import check_reproducible
from kernel_builder.command.subcommands.completions import completions
from kernel_builder.command.subcommands.create_pyproject import clean_pyproject, create_pyproject
from kernel_builder.command.subcommands.doctor import doctor
from kernel_builder.command.subcommands.hash import hash_variants
from kernel_builder.command.subcommands.init import init
from kernel_builder.command.subcommands.list_variants import list_variants
from kernel_builder.command.subcommands.lock_python import lock_python
from kernel_builder.command.subcommands.shells import devshell, testshell
from kernel_builder.command.subcommands.update_build import update_build
from kernel_builder.command.subcommands.upload import build_and_upload, upload_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version_text(), prog_name="kernel-builder")
def cli() -> None:
    """Build, check and test PyTorch compute kernels.

    The argument of most commands is a kernel's folder; by default it is the current folder.
    """


COMMANDS = [
    build,
    build_and_copy,
    build_and_upload,
    check_abi,
    check_builds,
    check_config,
    check_reproducible,
    clean_pyproject,
    completions,
    create_pyproject,
    devshell,
    doctor,
    fill_card,
    hash_variants,
    init,
    list_variants,
    lock_python,
    testshell,
    update_build,
    upload_command,
]
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command. An error that the user can mend ends it with a message and status 1."""
    try:
        cli()
    except OSError as error:
        # For example a file without permission, or a full disk.
        click.echo(f"error: {error.filename or 'the system'}: {error.strerror or error}", err=True)
        sys.exit(1)
    except UserError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
