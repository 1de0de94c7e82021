import pathlib
from typing import Any, Optional

import click

from kernel_builder.command.init import BACKENDS, DEFAULT_BACKENDS


class _WordsOfBackends(click.Command):
    """A command whose option --backends takes words too: `--backends cpu cuda`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        words: list[str] = []
        is_value = is_listed = False
        for word in args:
            if is_listed and word.strip(",") in (*BACKENDS, "all"):
                words[-1] += f",{word}"
                continue
            words.append(word)
            is_value, is_listed = word == "--backends", is_value or word.startswith("--backends=")
        return super().parse_args(context, words)


def _backends(context: click.Context, parameter: click.Parameter, value: str) -> list[str]:
    names = value.replace(",", " ").split()
    if "all" in names:
        return list(BACKENDS)
    unknown = [name for name in names if name not in BACKENDS]
    if unknown or not names:
        problem = f"unknown backend {unknown[0]!r}" if unknown else "no backend given"
        raise click.BadParameter(f"{problem}; known backends: {', '.join(BACKENDS)}, and `all` for every one.")
    return [name for name in BACKENDS if name in names]


@click.command(cls=_WordsOfBackends)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=pathlib.Path))
@click.option("--name", help="The kernel's repository, owner/name, or its name; by default the name of the folder.")
@click.option(
    "--backends",
    default=",".join(DEFAULT_BACKENDS),
    show_default=True,
    callback=_backends,
    shell_complete=lambda context, parameter, incomplete: [name for name in BACKENDS if name.startswith(incomplete)],
    help="Backends, separated by commas or spaces, or `all`.",
)
@click.option("--license", default="Apache-2.0", show_default=True, help="SPDX identifier of the license.")
@click.option("--builder", help="The flake of kernel-builder that builds the kernel; by default the published one.")
@click.option("--overwrite", is_flag=True, help="Replace files that exist.")
@click.option("--no-git", is_flag=True, help="Make no git repository, and add nothing to one.")
def init(
    folder: Optional[pathlib.Path], name: Optional[str], no_git: bool, builder: Optional[str], **options: Any
) -> None:
    """Write a new kernel that builds and passes its tests as it is.

    FOLDER is by default a new folder with the kernel's name, or without --name the current folder. The kernel becomes a
    git repository, unless it is in one, with the lock file of its flake.

    \b
    Examples:
      kernel-builder init --name my-org/my-kernel
      kernel-builder init my-kernel --backends cpu cuda rocm
    """
    from kernel_builder.command.builder_address import builder_address
    from kernel_builder.command.init import kernel_files, write_kernel
    from kernel_builder.command.kernel_name import kernel_name
    from kernel_builder.command.new_repository import add_to_git, first_variant, lock
    from kernel_builder.command.nix.flake_lock import LOCK

    kernel = kernel_name(name or (folder or pathlib.Path()).resolve().name)
    folder = folder or pathlib.Path(kernel.name if name else ".")
    address, note = (builder, "") if builder else builder_address()
    files = kernel_files(kernel.owner, kernel.name, options["backends"], options["license"], address)
    write_kernel(folder, files, options["overwrite"])
    for file in files:
        click.echo(f"wrote {folder / file}")
    lines = [*kernel.notes, *([note] if note else [])]
    if not no_git:
        lines.append(add_to_git(folder, files))
    lines.append(lock(folder))
    if not no_git and (folder / LOCK).is_file():
        add_to_git(folder, [LOCK])
    for line in lines:
        click.echo(line)
    variant = first_variant(folder)
    step = f"build-and-copy --variant {variant} --test" if variant else "list-variants"
    here = [] if folder == pathlib.Path(".") else [f"cd {folder}"]
    click.echo(f"next: {'; '.join([*here, f'kernel-builder {step}'])}")
    if variant:
        click.echo("`kernel-builder list-variants` lists the variants; without --variant, all are built")
