"""Make the folder .venv of a development shell: `python THIS_FILE FOLDER VARIANT`, with the shell's Python.

.venv is a virtual environment that sees the shell's packages and keeps the packages that a person installs. The next
shell of the same variant uses it again; a shell of another variant makes it again. The exit status is 1 if the folder
is not an environment of kernel-builder; it is then left alone.

Development shells have a copy of this file alone, under another name, so it imports nothing of kernel_builder.
"""

import pathlib
import sys
import sysconfig
import venv
from typing import Optional

CONFIG = "pyvenv.cfg"
# A key of pyvenv.cfg. Python ignores keys that it does not know.
KEY = "kernel-builder-variant"


def variant_of(folder: pathlib.Path) -> Optional[str]:
    """The variant that an environment was made for; None if kernel-builder did not make it."""
    for line in (folder / CONFIG).read_text().splitlines() if (folder / CONFIG).is_file() else []:
        key, _, value = line.partition("=")
        if key.strip() == KEY:
            return value.strip()
    return None


def create(folder: pathlib.Path, variant: str) -> None:
    """Make an empty environment for a variant. An environment in the folder is removed."""
    venv.EnvBuilder(symlinks=True, with_pip=False, clear=True).create(folder)
    with (folder / CONFIG).open("a") as file:
        file.write(f"{KEY} = {variant}\n")


def add_packages(folder: pathlib.Path) -> None:
    """Let an environment import the packages of this Python, and copy their scripts so that they run in it."""
    site = pathlib.Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    packages = sysconfig.get_path("purelib")
    link = site / "kernel-builder.pth"
    if link.is_file() and link.read_text() == packages:
        return
    for script in sorted((pathlib.Path(sys.prefix) / "bin").iterdir()):
        if not script.is_file():
            continue
        first, _, rest = script.read_bytes().partition(b"\n")
        if first.startswith(b"#!") and b"python" in first:
            target = folder / "bin" / script.name
            target.write_bytes(b"#!%s\n%s" % (bytes(folder / "bin/python"), rest))
            target.chmod(0o755)
    link.write_text(packages)


def prepare(folder: pathlib.Path, variant: str) -> str:
    """Make or keep an environment. Returns a line about it, empty if it was kept.

    Raises FileExistsError if the folder is not an environment of kernel-builder.
    """
    message = ""
    previous = variant_of(folder)
    if folder.exists() and previous is None:
        raise FileExistsError(
            f"{folder.name} was not made by kernel-builder: it is not changed, and not activated;"
            f" for an environment of kernel-builder, move {folder.name} away"
        )
    if previous is None:
        message = f"made {folder.name}"
    elif previous != variant:
        message = f"made {folder.name} again: it was for {previous}"
    elif not (folder / "bin/python").exists():
        message = f"made {folder.name} again: its Python no longer exists"
    if message:
        create(folder, variant)
    add_packages(folder)
    return message


def main() -> None:
    folder, variant = pathlib.Path(sys.argv[1]).absolute(), sys.argv[2]
    try:
        message = prepare(folder, variant)
    except FileExistsError as error:
        sys.exit(f"kernel-builder: {error}")
    if message:
        print(f"kernel-builder: {message}", file=sys.stderr)


if __name__ == "__main__":
    main()
