import pathlib

import click

from kernel_builder.command.subcommands.options import kernel_folder_option

FILE = "python-check.lock"


def _remembered(target):
    """The names an earlier lock was made for."""
    import json

    from kernel_builder.builder.errors import UserError

    if not target.exists():
        raise UserError(
            "no package is named, and there is no python-check.lock to renew", "kernel-builder lock-python NAME ..."
        )
    return json.loads(target.read_text())["requested"]


@click.command("lock-python")
@kernel_folder_option
@click.argument("requirements", nargs=-1)
def lock_python(folder: pathlib.Path, requirements):
    """Pin packages of PyPI for the kernel's tests, in python-check.lock beside its flake.

    What is pinned can be named in pythonCheckInputs. Without names, those of the present lock are resolved again.

    \b
    Examples:
      kernel-builder lock-python scikit-learn
      kernel-builder lock-python "polars>=1.30" tabulate
    """
    import json
    import tempfile

    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.nix import Nix, current_system
    from kernel_builder.command.wheels import SYSTEMS, lock

    target = folder / FILE
    requested = sorted(requirements) or _remembered(target)
    known = Nix(folder).evaluate("lib.pythonPackages")
    pins = {}
    for system in SYSTEMS:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
            constraints.writelines(f"{name}=={version}\n" for name, version in known[system].items() if version)
            constraints.flush()
            try:
                found = lock(system, ["--constraint", constraints.name, *requested])
            except UserError as error:
                if system == current_system():
                    raise
                click.echo(f"{system} is left out: {error}", err=True)
                continue
        # What kernel-builder has already is the same version, by the constraints, or comes with Torch.
        pins[system] = {name: pin for name, pin in found.items() if name not in known[system]}
    target.write_text(json.dumps({"requested": requested, **pins}, indent=1) + "\n")
    names = sorted({f"{name} {pin['version']}" for found in pins.values() for name, pin in found.items()})
    click.echo(f"wrote {FILE}: {', '.join(names) or 'nothing that kernel-builder does not have'}")
    click.echo("commit it (Nix sees what git does), and name what you need in pythonCheckInputs")
