import pathlib

import click

from kernel_builder.command.subcommands.options import kernel_folder_option


@click.command("lock-python")
@kernel_folder_option
@click.argument("requirements", nargs=-1)
@click.option("--remove", "removed", multiple=True, metavar="NAME", help="Remove the pins of this package.")
def lock_python(folder: pathlib.Path, requirements: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """Pin Python packages for the kernel's tests.

    The pins are in python-check.lock, in the folder of flake.nix. The packages can then be named in
    pythonCheckInputs. REQUIREMENTS are added to those of the existing lock. Without any, the command resolves the
    requirements of the existing lock again.

    \b
    Examples:
      kernel-builder lock-python scikit-learn
      kernel-builder lock-python "polars>=1.30" tabulate
      kernel-builder lock-python --remove tabulate
    """
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.python_lock import FILE, changed, lock_packages, requested_in

    file = folder / FILE
    requested = changed(requested_in(file), requirements, removed)
    if not requested:
        file.unlink()
        click.echo(f"removed {FILE}: no requirement is left")
        return
    result = lock_packages(requested, Nix(folder).evaluate("lib.pythonPackages"))
    for system, error in result.skipped.items():
        click.echo(f"skipped {system}: {error}", err=True)
    file.write_text(result.text())
    click.echo(f"wrote {FILE}: {', '.join(result.names()) or 'no pins, since kernel-builder has all these packages'}")
    click.echo("next: `git add` the file (Nix reads only files that git knows), and name packages in pythonCheckInputs")
