"""The files of this repository by kind, as Git lists them: tracked ones, and new ones that Git does not ignore."""

import pathlib
import re
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SHELL_SHEBANG = re.compile(rb"#!\s*\S*(?:/env\s+)?\S*\b(?:sh|bash|dash)\b")
PYTHON_SHEBANG = re.compile(rb"#!.*\bpython3?\b")


def files(*paths: str, folder: pathlib.Path = REPOSITORY) -> list[pathlib.Path]:
    """Files below some paths, seen from a folder; all files of the folder if no path is given.

    Raises `subprocess.CalledProcessError` where Git fails, as outside of a repository.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *paths]
    listed = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    names = sorted(set(filter(None, listed.split("\0"))))
    return [folder / name for name in names if (folder / name).is_file() and not (folder / name).is_symlink()]


def kind(file: pathlib.Path) -> str:
    """`nix`, `python`, `shell`, or nothing: by the file's suffix, or by its first line if it has no suffix."""
    if file.suffix:
        return {".nix": "nix", ".py": "python", ".sh": "shell"}.get(file.suffix, "")
    with file.open("rb") as opened:
        first = opened.readline(200)
    if SHELL_SHEBANG.match(first):
        return "shell"
    return "python" if PYTHON_SHEBANG.match(first) else ""


def by_kind(listed: list[pathlib.Path]) -> dict[str, list[pathlib.Path]]:
    """The files of each kind; a kind without files has an empty list."""
    result: dict[str, list[pathlib.Path]] = {"nix": [], "python": [], "shell": []}
    for file in listed:
        result.setdefault(kind(file), []).append(file)
    return result
