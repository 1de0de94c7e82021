import pathlib

import click

variants = click.argument(
    "folder", default="build", type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path)
)


def variants_in(folder):
    """The built variants that a folder holds, or the one that it is; raises CheckError where there is none."""
    from kernel_builder.builder.errors import CheckError
    from kernel_builder.builder.variants import built_variants

    found = [folder] if (folder / "metadata.json").is_file() else built_variants(folder)
    if not found:
        raise CheckError(f"{folder}: no built variant is in it", "`kernel-builder build-and-copy` makes some")
    return found


def _run(folder, names):
    from kernel_builder.builder.checks import CHECKS, checks_of, run
    from kernel_builder.builder.errors import UserError

    for name in names:
        if name not in CHECKS:
            raise UserError(f"there is no check {name}", f"there are {', '.join(CHECKS)}")
    for variant in variants_in(folder):
        for name in names or checks_of(variant):
            click.echo(f"{variant.name}: {name}: {run(CHECKS[name], variant)}")


@click.command("check-builds")
@variants
@click.option("--check", "names", multiple=True, metavar="NAME", help="Only this check; may be given several times.")
def check_builds(folder, names):
    """Check built variants: a folder of them, or one. No Nix is needed.

    \b
    Examples:
      kernel-builder check-builds
      kernel-builder check-builds build/torch213-cxx11-cpu-x86_64-linux
      kernel-builder check-builds --check ops --check layout
    """
    _run(folder, names)


@click.command("check-abi")
@variants
def check_abi(folder):
    """Check only which symbols and libraries built variants need: a folder of them, or one. No Nix is needed.

    \b
    Examples:
      kernel-builder check-abi
    """
    _run(folder, ["libraries", "abi"])
