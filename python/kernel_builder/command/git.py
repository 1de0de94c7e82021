"""The files of a kernel that git tracks, and those that it does not: in a git repository, Nix reads only the first."""

import pathlib
import shutil
import subprocess
from collections.abc import Iterable
from typing import Optional

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.config.toml_file import FILE
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.extension_folder import extension_folder
from kernel_builder.builder.naming import module_name

# At most so many files are named in a line.
MOST_FILES = 5


def repository_of(folder: pathlib.Path) -> Optional[pathlib.Path]:
    """The root of the git repository that a folder is in, as Nix looks for it: the nearest folder with `.git`."""
    folder = folder.resolve()
    return next((path for path in [folder, *folder.parents] if (path / ".git").exists()), None)


def git_lines(folder: pathlib.Path, *words: str) -> list[str]:
    """The output of a git command in a folder, split at NULs. Raises UserError with git's own message."""
    command = ["git", "--literal-pathspecs", "-C", str(folder), *words]
    process = subprocess.run(command, capture_output=True, text=True, errors="surrogateescape")
    if process.returncode:
        lines = [line.strip() for line in process.stderr.splitlines() if line.strip()]
        message, *more = lines or [f"git ended with status {process.returncode}"]
        raise UserError(f"git cannot read the repository of {folder}: {message.removeprefix('fatal: ')}", *more[-2:])
    return [line for line in process.stdout.split("\0") if line]


def _unknown(folder: pathlib.Path, paths: Iterable[str], *options: str) -> list[str]:
    """The files among paths, and below them, that git does not track."""
    present = [path for path in paths if (folder / path).exists()]
    return git_lines(folder, "ls-files", "-z", "--others", *options, "--", *present) if present else []


def listed(files: list[str]) -> str:
    """Files in a message, at most MOST_FILES of them."""
    more = len(files) - MOST_FILES
    return ", ".join(files[:MOST_FILES]) + (f" and {more} more" if more > 0 else "")


def _add_command(files: list[str], *options: str) -> str:
    quoted = [f"'{file}'" if " " in file else file for file in files[:MOST_FILES]]
    return " ".join(["git add", *options, *(quoted if len(files) <= MOST_FILES else ["--all"])])


def untracked_files(folder: pathlib.Path, config: Optional[KernelConfig]) -> tuple[list[str], list[str]]:
    """Files of a kernel that Nix will not see, since git does not track them: those that a build needs, and others.

    config: None if build.toml cannot be read. Raises UserError if git cannot read the repository.
    """
    if repository_of(folder) is None or shutil.which("git") is None:
        return [], []
    needed, read = ["flake.nix", FILE], []
    if config is not None:
        module = f"{extension_folder(folder, config)}/{module_name(config.general.name)}"
        tables = [*config.kernel.values(), *(table for table in (config.torch, config.tvm_ffi) if table)]
        needed += [f"{module}/__init__.py", *(file for table in tables for file in table.src)]
        read = [module, *(folder for table in tables for folder in table.include if folder.strip("./"))]
    missing = _unknown(folder, needed)
    return missing, [file for file in _unknown(folder, read, "--exclude-standard") if file not in missing]


def untracked_error(files: list[str]) -> UserError:
    """The error about files that a build needs. files: from untracked_files, not empty."""
    seen = "it" if len(files) == 1 else "them"
    return UserError(
        f"git does not track {listed(files)}, so Nix does not see {seen}",
        f"run `{_add_command(files)}` (with `-f` if .gitignore lists {seen})",
    )


def untracked_note(files: list[str]) -> str:
    """The line about other files of the module and of include folders."""
    left_out = f"git does not track {listed(files)}, so the build leaves out such files"
    return f"{left_out}; to include them: {_add_command(files)}"
