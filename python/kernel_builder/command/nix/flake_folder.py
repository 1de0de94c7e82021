"""The folder from which Nix reads a kernel's flake: the kernel's own, or a copy of what Nix can and should read.

Outside of git, Nix copies the whole folder to its store whenever something in it changes: with virtual environments and
earlier builds. In a git repository, Nix before 2.20 reads no folder whose path has characters that a URL quotes.
"""

import contextlib
import os
import pathlib
import re
import shutil
import stat
import tempfile
import urllib.parse
from collections.abc import Iterator

from kernel_builder.command.git import git_lines, repository_of
from kernel_builder.command.nix.flake_lock import LOCK
from kernel_builder.command.nix.program import find_program, version_of

# Entries of a kernel's folder that no build reads, unless build.toml or flake.nix names something in them.
LEFT_OUT = re.compile(r"build|build-ext|result(-.*)?|\.venv|\.direnv|\.(pytest|mypy|ruff)_cache|__pycache__")
# The first Nix that decodes quoted characters in the address of a repository.
DECODES = (2, 20)


def _is_named(folder: pathlib.Path, name: str) -> bool:
    """Whether a file that Nix reads names something in the folder's entry."""
    files = [file for file in (folder / "build.toml", folder / "flake.nix") if file.is_file()]
    pattern = re.compile(rf"[\"'./]{re.escape(name)}[/\"']")
    return any(pattern.search(file.read_text(errors="replace")) for file in files)


def _left_out(folder: pathlib.Path) -> set[pathlib.Path]:
    """The files and folders below a folder outside of git that a copy for Nix leaves out."""
    left_out = {
        path
        for path in folder.iterdir()
        if (LEFT_OUT.fullmatch(path.name) and not _is_named(folder, path.name)) or (path / "pyvenv.cfg").is_file()
    }
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if pathlib.Path(parent, name) not in left_out]
        # Nix refuses sockets, FIFOs and devices.
        left_out |= {
            pathlib.Path(parent, name)
            for name in files
            if not stat.S_ISREG(mode := os.lstat(os.path.join(parent, name)).st_mode) and not stat.S_ISLNK(mode)
        }
    return left_out


def _copy(source: str, target: str) -> str:
    """Copy a file by a hard link if the file system allows it. Nix only reads the copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _copy_without(folder: pathlib.Path, target: pathlib.Path, left_out: set[pathlib.Path]) -> None:
    def ignore(path: str, names: list[str]) -> list[str]:
        return [name for name in names if pathlib.Path(path, name) in left_out]

    shutil.copytree(folder, target, symlinks=True, ignore=ignore, copy_function=_copy)


def _copy_tracked(root: pathlib.Path, target: pathlib.Path) -> None:
    """Copy the files that git tracks, to a folder that git takes for a work tree of the same repository."""
    for file in git_lines(root, "ls-files", "-z"):
        if os.path.lexists(root / file):
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            if (root / file).is_dir() and not (root / file).is_symlink():
                continue
            shutil.copy2(root / file, target / file, follow_symlinks=False)
    git = git_lines(root, "rev-parse", "--absolute-git-dir")[0].rstrip("\n")
    (target / ".git").write_text(f"gitdir: {git}\n")


def _is_quoted(path: pathlib.Path) -> bool:
    """Whether a URL quotes characters of the path."""
    return urllib.parse.quote(str(path), safe="/~+&'!$()*,;=:") != str(path)


@contextlib.contextmanager
def flake_folder(folder: pathlib.Path) -> Iterator[pathlib.Path]:
    """The folder in which to evaluate `.#ATTRIBUTE` for the flake in a kernel's folder.

    A copy exists as long as the context. A lock file that Nix writes there is copied back.
    """
    root = repository_of(folder)
    left_out = _left_out(folder) if root is None else set()
    is_unreadable = root is not None and _is_quoted(root) and version_of(find_program("nix")) < DECODES
    if not left_out and not is_unreadable:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="kernel-") as temporary:
        target = pathlib.Path(temporary).resolve() / "kernel"
        if root is None:
            _copy_without(folder, target, left_out)
            copy = target
        else:
            target.mkdir()
            _copy_tracked(root, target)
            copy = target / folder.relative_to(root)
        yield copy
        if (copy / LOCK).is_file():
            content = (copy / LOCK).read_bytes()
            if not (folder / LOCK).is_file() or (folder / LOCK).read_bytes() != content:
                (folder / LOCK).write_bytes(content)
