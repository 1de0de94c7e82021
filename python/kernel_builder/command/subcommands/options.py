"""Arguments and options that several commands share."""

import pathlib
from typing import Any, Callable, TypeVar, Union

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


def _collect(context: click.Context, parameter: click.Parameter, value: Union[bool, int, None]) -> None:
    """Add an option of the command line to the flags for `nix build`."""
    flags = context.params.setdefault("options", [])
    if isinstance(value, bool):
        flags += [parameter.opts[-1]] if value else []
    elif value is not None:
        flags += [parameter.opts[0], str(value)]


def _nix_option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    return click.option(*names, expose_value=False, callback=_collect, is_eager=True, **settings)


NIX_OPTIONS = [
    _nix_option("--max-jobs", type=click.IntRange(1), help="Builds at the same time."),
    _nix_option("-k", "--keep-going", is_flag=True, help="If a variant fails, still build the other variants."),
    _nix_option("--cores", type=click.IntRange(0), help="Cores per build; 0 means all."),
    _nix_option("-L", "--print-build-logs", is_flag=True, help="Show the full logs of the builds."),
]


def nix_options(command: Function) -> Function:
    """Add --max-jobs, -k, --cores and -L to a command, which gets them as `options`: flags for `nix build`."""
    for option in reversed(NIX_OPTIONS):
        command = option(command)
    return command
