"""Arguments and options that several commands share."""

import pathlib
from typing import Any, Callable, Optional, TypeVar, Union

import click

Function = TypeVar("Function", bound=Callable[..., Any])

_folder = click.Path(exists=True, file_okay=False, path_type=pathlib.Path)

kernel_folder = click.argument("folder", default=".", type=_folder)

# For commands whose arguments are something else.
kernel_folder_option = click.option(
    "--folder", default=".", type=_folder, help="The kernel's folder; by default the current folder."
)

# For commands that read built variants: a folder of variants, or one variant.
variants_folder = click.argument("folder", default="build", type=_folder)

variant_option = click.option("--variant", help="Only this variant. Its name may leave out the system.")


def nix_options(command: Function) -> Function:
    """Add --max-jobs, --cores, -k and -L to a command, which gets them as `options`: flags for `nix build`."""

    def collect(context: click.Context, parameter: click.Parameter, value: Union[bool, int, None]) -> None:
        flags = context.params.setdefault("options", [])
        if isinstance(value, bool):
            flags += [parameter.opts[-1]] if value else []
        elif value is not None:
            flags += [parameter.opts[0], str(value)]

    def option(*names: str, help: str, type: Optional[click.IntRange] = None) -> None:
        nonlocal command
        command = click.option(
            *names, expose_value=False, callback=collect, is_eager=True, help=help, type=type, is_flag=type is None
        )(command)

    option("-L", "--print-build-logs", help="Show the full logs of the builds.")
    option("--cores", type=click.IntRange(0), help="Cores per build; 0 means all.")
    option("-k", "--keep-going", help="If a variant fails, build the other variants all the same.")
    option("--max-jobs", type=click.IntRange(1), help="Builds at the same time.")
    return command
