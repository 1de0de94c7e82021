"""A new kernel under git: Nix reads only files that git tracks, and its lock file is part of the kernel."""

import pathlib
import shutil
import subprocess
from collections.abc import Iterable
from typing import Optional

from kernel_builder.builder.errors import NixError, UserError
from kernel_builder.command.git import git_lines, repository_of
from kernel_builder.command.nix.flake_lock import LOCK
from kernel_builder.command.nix.kernel import Nix
from kernel_builder.command.nix.program import nix_command
from kernel_builder.command.nix.readable import readable_error
from kernel_builder.command.plan import Plan


def add_to_git(folder: pathlib.Path, files: Iterable[str]) -> str:
    """Let git track files of a new kernel. A folder that is in no repository becomes one. Returns a line about it.

    Raises UserError with git's message.
    """
    if shutil.which("git") is None:
        return "git is not installed: this kernel is in no repository"
    line = "added the files to git"
    if repository_of(folder) is None:
        git_lines(folder, "init", "--quiet")
        line = "made a git repository, and added the files"
    git_lines(folder, "add", "--", *files)
    return line


def first_variant(folder: pathlib.Path) -> Optional[str]:
    """The variant of a new kernel to build first: of the newest Torch, for the CPU if it can be.

    None if none can be built, and if Nix cannot tell.
    """
    try:
        records = Plan.of(Nix(folder), ()).variants
    except UserError:
        return None
    buildable = [record for record in records if not record["notBuildable"]]
    names = [record["short"] for record in [*buildable, *(r for r in buildable if r["backend"] == "cpu")]]
    return names[-1] if names else None


def lock(folder: pathlib.Path) -> str:
    """Write the flake's lock file. Returns a line about it, with the reason if that failed."""
    try:
        command = nix_command("flake", "lock")
    except NixError as error:
        return f"no {LOCK}: {error.message}"
    process = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if process.returncode:
        return f"no {LOCK}: {readable_error(process.stderr, folder).message}"
    return f"wrote {LOCK}"
