import pathlib
import re

import click


def _backends(context, parameter, value):
    from kernel_builder.command.init import SOURCES

    names = list(SOURCES) if value == "all" else [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in SOURCES]
    if unknown or not names:
        wrong = f"unknown backend {unknown[0]!r}" if unknown else "no backend is named"
        raise click.BadParameter(f"{wrong}; there are {', '.join(SOURCES)}, and `all`")
    return [name for name in SOURCES if name in names]


def _repo_id(context, parameter, value):
    if not re.fullmatch(r"[A-Za-z0-9][-A-Za-z0-9._]*/[a-z][-a-z0-9]*[a-z0-9]", value):
        raise click.BadParameter(f"{value!r} is not owner/name, with a name of small letters, digits and dashes")
    return value


@click.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=pathlib.Path))
@click.option("--name", "repo_id", required=True, callback=_repo_id, help="Where it is to be on the Hub: owner/name.")
@click.option(
    "--backends", default="cpu,cuda", show_default=True, callback=_backends, help="Comma-separated, or `all`."
)
@click.option("--license", default="Apache-2.0", show_default=True, help="SPDX identifier.")
@click.option("--builder", help="The flake that builds it, by git; that of kernel-builder by default.")
@click.option("--overwrite", is_flag=True, help="Replace files that are there already.")
def init(folder, repo_id, backends, license, builder, overwrite):
    """Make a kernel that builds and passes its tests as it is, in FOLDER; a folder of its name by default.

    \b
    Examples:
      kernel-builder init --name my-org/my-kernel
      kernel-builder init --name my-org/my-kernel --backends all --license MIT
    """
    from kernel_builder.command.init import BUILDER, kernel_files, write_kernel

    folder = folder or pathlib.Path(repo_id.partition("/")[2])
    files = kernel_files(repo_id, backends, license, builder or BUILDER)
    write_kernel(folder, files, overwrite)
    for name in files:
        click.echo(f"wrote {folder / name}")
    click.echo(
        f"next: cd {folder}; in a git repository, `git add .` (Nix sees what git does); kernel-builder build-and-copy --test"
    )
