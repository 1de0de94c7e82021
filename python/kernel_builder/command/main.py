"""The entry of the command `kernel-builder`: it collects the subcommands and shows errors."""

import sys

import click

from kernel_builder import version_text
from kernel_builder.builder.errors import UserError
from kernel_builder.command.shell_completion import register_shells
from kernel_builder.command.subcommands.attest import attest
from kernel_builder.command.subcommands.build import build, build_and_copy
from kernel_builder.command.subcommands.card import fill_card
from kernel_builder.command.subcommands.check import check_abi, check_builds
from kernel_builder.command.subcommands.check_config import check_config
from kernel_builder.command.subcommands.check_reproducible import check_reproducible
from kernel_builder.command.subcommands.completions import completions
from kernel_builder.command.subcommands.create_pyproject import clean_pyproject, create_pyproject
from kernel_builder.command.subcommands.doctor import doctor
from kernel_builder.command.subcommands.fetch import fetch
from kernel_builder.command.subcommands.hash import hash_variants
from kernel_builder.command.subcommands.init import init
from kernel_builder.command.subcommands.list_variants import list_variants
from kernel_builder.command.subcommands.lock_python import lock_python
from kernel_builder.command.subcommands.push_cache import push_cache
from kernel_builder.command.subcommands.shells import devshell, testshell
from kernel_builder.command.subcommands.skills import skills
from kernel_builder.command.subcommands.update_build import update_build
from kernel_builder.command.subcommands.upload import build_and_upload, upload_command
from kernel_builder.command.subcommands.verify import verify
from kernel_builder.command.system_error import system_error
from kernel_builder.command.terminal import show_no_bars_of_the_hub_in_a_pipe, wants_colour

# click cuts a longer first sentence of a command's help.
LONGEST_SENTENCE = 200
# The exit status of a program that Ctrl-C ends (128 and the number of SIGINT).
INTERRUPTED = 130


class _Commands(click.Group):
    """The group of all commands. Its help has the first sentence of each command, in full."""

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.commands[name].get_short_help_str(LONGEST_SENTENCE)) for name in sorted(self.commands)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version_text(), prog_name="kernel-builder")
def cli() -> None:
    """Build, check and test PyTorch compute kernels.

    The argument of most commands is a kernel's folder; by default it is the kernel that the current folder is in.
    """


COMMANDS = [
    attest,
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
    fetch,
    fill_card,
    hash_variants,
    init,
    list_variants,
    lock_python,
    push_cache,
    skills,
    testshell,
    update_build,
    upload_command,
    verify,
]
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command. An error that the user can mend ends it with a message and status 1."""
    show_no_bars_of_the_hub_in_a_pipe()
    register_shells()
    try:
        # click removes colours in a pipe, but knows no NO_COLOR.
        sys.exit(cli.main(standalone_mode=False, color=None if wants_colour(sys.stdout) else False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\ninterrupted", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        # For example a file without permission, or a full disk.
        click.echo(str(system_error(error)), err=True)
        sys.exit(1)
    except UserError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
