"""The sources of a built variant: a kernel's folder at the commit that the variant's metadata.json names."""

import os
import pathlib
import re
import subprocess
from typing import Optional, Union

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.command.git import git_lines, repository_of

# Addresses that git may clone from. Others can run programs (git-remote-ext).
ADDRESS = re.compile(r"(git\+)?(?P<address>(https?|ssh|git|file)://[^\s]+|[\w.-]+@[\w.-]+:[^\s]+)")
PROTOCOLS = "file:git:http:https:ssh"
NAME_SOURCES = "name the folder or the repository of the sources: --source ADDRESS"


def kernel_around(variant: pathlib.Path) -> Optional[pathlib.Path]:
    """The folder of the kernel whose `build` a variant is in."""
    kernel = variant.resolve().parent.parent
    return kernel if (kernel / "build.toml").is_file() and (kernel / "flake.nix").is_file() else None


def prefix_of(kernel: pathlib.Path) -> str:
    """The path of a kernel's folder in its git repository; empty for the root, and without git."""
    root = repository_of(kernel)
    if root is None or kernel.resolve() == root:
        return ""
    return kernel.resolve().relative_to(root).as_posix()


def _git(*words: str) -> None:
    environment = {**os.environ, "GIT_ALLOW_PROTOCOL": PROTOCOLS, "GIT_TERMINAL_PROMPT": "0"}
    process = subprocess.run(["git", *words], capture_output=True, text=True, errors="replace", env=environment)
    if process.returncode:
        line = (process.stderr.strip().splitlines() or [f"git ended with status {process.returncode}"])[-1]
        raise UserError(f"the sources could not be fetched: {line.removeprefix('fatal: ')}", NAME_SOURCES)


def check_out(source: Union[str, pathlib.Path], commit: str, target: pathlib.Path) -> None:
    """Clone a repository, given by its address or a folder in it, and check a commit out. Raises UserError."""
    if isinstance(source, pathlib.Path):
        root = repository_of(source)
        if root is None:
            raise UserError(f"{source} is in no git repository, so it has no commit {commit}", NAME_SOURCES)
        address = str(root)
    else:
        match = ADDRESS.fullmatch(source)
        if match is None:
            raise UserError(f"{source} is no address that git clones from, and no folder", NAME_SOURCES)
        address = match["address"]
    if not re.fullmatch(r"[0-9a-f]{7,64}", commit):
        raise UserError(f"{commit} is no commit", "the variant's metadata.json is damaged: build the variant again")
    _git("clone", "--quiet", "--no-checkout", "--no-hardlinks", "--", address, str(target))
    _git("-C", str(target), "checkout", "--quiet", "--detach", commit)


def _is_kernel(folder: pathlib.Path, name: str) -> bool:
    try:
        return read_config(folder).general.name == name
    except UserError:
        return False


def kernel_in(repository: pathlib.Path, folder: str, name: str) -> pathlib.Path:
    """The folder of the kernel of a name in a checked-out repository. folder: where to look first, or empty."""
    candidate = (repository / folder).resolve()
    if candidate.is_relative_to(repository.resolve()) and _is_kernel(candidate, name):
        return candidate
    tracked = [pathlib.PurePosixPath(file) for file in git_lines(repository, "ls-files", "-z")]
    folders = [repository / file.parent for file in tracked if file.name == "build.toml"]
    kernels = [path for path in folders if _is_kernel(path, name)]
    if len(kernels) != 1:
        count = "no kernel" if not kernels else f"{len(kernels)} kernels"
        raise UserError(f"the repository has {count} with the name {name}", NAME_SOURCES)
    return kernels[0]
