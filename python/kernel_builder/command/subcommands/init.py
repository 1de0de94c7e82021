import pathlib
import re
from typing import Optional

import click

from kernel_builder.command.init import BACKENDS, BUILDER, DEFAULT_BACKENDS


def _backends(context: click.Context, parameter: click.Parameter, value: str) -> list[str]:
    names = list(BACKENDS) if value == "all" else [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in BACKENDS]
    if unknown or not names:
        problem = f"unknown backend {unknown[0]!r}" if unknown else "no backend given"
        raise click.BadParameter(f"{problem}; known backends: {', '.join(BACKENDS)}, and `all` for every one.")
    return [name for name in BACKENDS if name in names]


def _repo_id(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][-A-Za-z0-9._]*/[a-z][-a-z0-9]*[a-z0-9]", value):
        raise click.BadParameter(
            f"{value!r} is not owner/name, where the name has only lower-case letters, digits and dashes."
        )
    return value


@click.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=pathlib.Path))
@click.option("--name", "repo_id", required=True, callback=_repo_id, help="The kernel's repository: owner/name.")
@click.option(
    "--backends",
    default=",".join(DEFAULT_BACKENDS),
    show_default=True,
    callback=_backends,
    help="Backends, separated by commas, or `all`.",
)
@click.option("--license", default="Apache-2.0", show_default=True, help="SPDX identifier of the license.")
@click.option(
    "--builder", default=BUILDER, show_default=True, help="The flake of kernel-builder that builds the kernel."
)
@click.option("--overwrite", is_flag=True, help="Replace files that exist.")
def init(
    folder: Optional[pathlib.Path],
    repo_id: str,
    backends: list[str],
    license: str,
    builder: str,
    overwrite: bool,
) -> None:
    """Write a new kernel that builds and passes its tests as it is.

    FOLDER is by default a new folder with the kernel's name.

    \b
    Examples:
      kernel-builder init --name my-org/my-kernel
      kernel-builder init --name my-org/my-kernel --backends all --license MIT
    """
    from kernel_builder.command.init import kernel_files, write_kernel

    folder = folder or pathlib.Path(repo_id.partition("/")[2])
    files = kernel_files(repo_id, backends, license, builder)
    write_kernel(folder, files, overwrite)
    for name in files:
        click.echo(f"wrote {folder / name}")
    click.echo(
        f"next: cd {folder}; in a git repository, `git add .` (Nix reads only files that git knows);"
        " kernel-builder build-and-copy --test"
    )
