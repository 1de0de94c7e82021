"""Arguments and options that several commands share."""

import pathlib
from typing import Any, Callable, Optional, TypeVar, Union

import click
from click.core import ParameterSource

from kernel_builder.builder.errors import UserError
from kernel_builder.command.completion_values import complete_variants

Function = TypeVar("Function", bound=Callable[..., Any])

_folder = click.Path(exists=True, file_okay=False, path_type=pathlib.Path)


def kernel_root() -> pathlib.Path:
    """The kernel that the current folder is in: the nearest folder with a build.toml, or the current folder."""
    here = pathlib.Path()
    if (here / "build.toml").is_file():
        return here
    return next((folder for folder in here.absolute().parents if (folder / "build.toml").is_file()), here)


def _kernel(context: click.Context, parameter: click.Parameter, value: pathlib.Path) -> pathlib.Path:
    """The folder that is named, or the kernel that the current folder is in."""
    is_named = context.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE
    return value if is_named else kernel_root()


def _built(context: click.Context, parameter: click.Parameter, value: pathlib.Path) -> pathlib.Path:
    """The folder of variants that is named, or that of the kernel that the current folder is in."""
    if context.get_parameter_source(str(parameter.name)) is not ParameterSource.COMMANDLINE:
        value = kernel_root() / value
    if not value.is_dir():
        message = f"{value} does not exist, so there are no built variants"
        raise UserError(message, "build some: kernel-builder build-and-copy")
    return value


def _one(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Optional[str]:
    """The value of an option that may be given once."""
    if len(values) > 1:
        raise click.BadParameter(f"it is given {len(values)} times, but this command is for one variant.")
    return values[0] if values else None


kernel_folder = click.argument("folder", default=".", type=_folder, callback=_kernel)

# For commands whose arguments are something else.
kernel_folder_option = click.option(
    "--folder",
    default=".",
    type=_folder,
    callback=_kernel,
    help="The kernel's folder; by default the kernel that the current folder is in.",
)

# For commands that read built variants: a folder of variants, or one variant.
variants_folder = click.argument(
    "folder", default="build", type=click.Path(file_okay=False, path_type=pathlib.Path), callback=_built
)

variants_option = click.option(
    "--variant",
    "variants",
    multiple=True,
    shell_complete=complete_variants,
    help="Only this variant; its name may leave out the system. Give it again for further variants.",
)

system_option = click.option(
    "--system",
    "--arch",
    "system",
    help="Variants for this system, for example aarch64-linux; by default this machine's system.",
)

# For commands about one variant.
variant_option = click.option(
    "--variant",
    multiple=True,
    callback=_one,
    shell_complete=complete_variants,
    help="The variant. Its name may leave out the system.",
)


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
    _nix_option("-q", "--quiet", is_flag=True, help="Print only errors and the result."),
    _nix_option("-L", "--print-build-logs", is_flag=True, help="Show the full logs of the builds."),
]


def nix_options(command: Function) -> Function:
    """Add --max-jobs, -k, --cores, -q and -L to a command, which gets them as `options`: flags for `nix build`."""
    for option in reversed(NIX_OPTIONS):
        command = option(command)
    return command
