"""The folder .venv of a development shell: `python venv.py FOLDER VARIANT`, with the Python of the shell.

A virtual environment that sees the shell's packages and keeps what a person installs. It is kept from one shell to the
next, and made anew for another variant. Exit status 1: the folder is somebody's own, and is left as it is.
"""

import pathlib
import sys
import sysconfig
import venv

# In pyvenv.cfg, which Python lets hold keys of others.
KEY = "kernel-builder-variant"
CONFIG = "pyvenv.cfg"


def variant_of(folder: pathlib.Path):
    """The variant that the environment was made for, None if it is not one of ours."""
    for line in (folder / CONFIG).read_text().splitlines() if (folder / CONFIG).is_file() else []:
        key, _, value = line.partition("=")
        if key.strip() == KEY:
            return value.strip()
    return None


def create(folder: pathlib.Path, variant: str) -> None:
    venv.EnvBuilder(symlinks=True, with_pip=False, clear=True).create(folder)
    with (folder / CONFIG).open("a") as file:
        file.write(f"{KEY} = {variant}\n")


def add_packages(folder: pathlib.Path) -> None:
    """Let the environment see the packages of this Python, and have their scripts run in it."""
    site = pathlib.Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    packages = sysconfig.get_path("purelib")
    link = site / "kernel-builder.pth"
    if link.is_file() and link.read_text() == packages:
        return
    for script in sorted((pathlib.Path(sys.prefix) / "bin").iterdir()):
        first, _, rest = script.read_bytes().partition(b"\n")
        if first.startswith(b"#!") and b"python" in first:
            target = folder / "bin" / script.name
            target.write_bytes(b"#!%s\n%s" % (bytes(folder / "bin/python"), rest))
            target.chmod(0o755)
    link.write_text(packages)


def prepare(folder: pathlib.Path, variant: str) -> str:
    """Make the environment or keep it; returns a line about what was done, empty if there is nothing to say.

    Raises FileExistsError for an environment that is not one of ours.
    """
    said = ""
    found = variant_of(folder)
    if folder.exists() and found is None:
        raise FileExistsError(f"{folder.name} is not one of kernel-builder's: it stays as it is, and is not activated")
    if found != variant:
        said = f"{folder.name} is made anew: it was one for {found}" if found else f"{folder.name} is made"
        create(folder, variant)
    elif not (folder / "bin/python").exists():
        said = f"{folder.name} is made anew: its Python is gone"
        create(folder, variant)
    add_packages(folder)
    return said


def main() -> None:
    folder, variant = pathlib.Path(sys.argv[1]).absolute(), sys.argv[2]
    try:
        said = prepare(folder, variant)
    except FileExistsError as error:
        sys.exit(f"kernel-builder: {error}")
    if said:
        print(f"kernel-builder: {said}", file=sys.stderr)


if __name__ == "__main__":
    main()
