"""Nix's errors in the form of kernel-builder's errors."""

import pathlib
import re
from typing import Callable, NamedTuple, Optional

from kernel_builder.builder.errors import NixError
from kernel_builder.command.builder_address import PUBLISHED
from kernel_builder.command.git import repository_of
from kernel_builder.command.nix.flake_lock import stale_inputs, update_command
from kernel_builder.command.system_error import DISKS, FREE_SPACE

# At most so many lines of Nix's message are shown.
MOST_LINES = 5


class _Rule(NamedTuple):
    """How an error of Nix is shown.

    pattern: of the error's first line. message: replaces Nix's lines, "" keeps them. remedies: of the match and the
    kernel's folder, the lines that mend the error; None if the rule does not fit.
    """

    pattern: str
    message: str
    remedies: Callable[["re.Match[str]", pathlib.Path], Optional[list[str]]]


def _flake(folder: pathlib.Path) -> str:
    file = folder / "flake.nix"
    return file.read_text(errors="replace") if file.is_file() else ""


def _add_to_git(error: "re.Match[str]", folder: pathlib.Path) -> Optional[list[str]]:
    """A file that is missing in the store. In a git repository, Nix copies only files that git tracks."""
    return [f"run `git add {error['file']}`"] if repository_of(folder) else None


def _lock_package(error: "re.Match[str]", folder: pathlib.Path) -> Optional[list[str]]:
    """An unknown name in a list of Python packages."""
    name = error[1]
    listed = re.search(rf"python\w*CheckInputs\s*=[^;]*?(;[^;\]]*)?[\s.]{re.escape(name)}\s", _flake(folder))
    return [f"to pin this Python package: kernel-builder lock-python {name}"] if listed else None


def _lock_again(_: "re.Match[str]", folder: pathlib.Path) -> Optional[list[str]]:
    """A lock file for another address of the builder, whose own inputs Nix now wants to fetch."""
    stale = stale_inputs(folder)
    if not stale:
        return None
    names = ", ".join(stale)
    return [f"flake.lock is older than the address of {names} in flake.nix: run `{update_command(stale[0])}`"]


def _name_another(error: "re.Match[str]", folder: pathlib.Path) -> Optional[list[str]]:
    """A builder in the store that flake.nix names by its path, and that was collected as garbage."""
    if error["path"] not in _flake(folder):
        return None
    return [f'name another kernel-builder in flake.nix: inputs.kernel-builder.url = "{PUBLISHED}"']


NO_SPACE = r".*No space left on device"

RULES = [
    _Rule(NO_SPACE, "", lambda *_: [FREE_SPACE, DISKS]),
    _Rule(
        r"getting status of '(?P<path>/nix/store/[^/']+)': No such file",
        "flake.nix names {path}, which is no longer in the Nix store",
        _name_another,
    ),
    _Rule(
        r"getting status of '/nix/store/[^/]+-source/(?P<file>[^']+)': No such file",
        "git does not track {file}, so Nix does not see it",
        _add_to_git,
    ),
    _Rule(
        r"Path '(?P<file>[^']+)' in the repository \"[^\"]+\" is not tracked by Git",
        "git does not track {file}, so Nix does not see it",
        _add_to_git,
    ),
    _Rule(r"(?:undefined variable|attribute) '([^']+)'", "", _lock_package),
    _Rule(r"unable to download '([^']+)'", "", _lock_again),
    _Rule(
        r"cannot connect to socket|.*opening a connection to (?:the )?(?:remote store|daemon)",
        "",
        lambda *_: [
            "start Nix's daemon: `systemctl start nix-daemon`, or without systemd, as root: `nix-daemon &`",
            "`kernel-builder doctor` shows how Nix is set up on this machine",
        ],
    ),
    _Rule(
        r"unexpected flake input attribute '(submodules|lfs)'",
        "",
        lambda error, _: [
            f"`inputs.self.{error[1]}` in flake.nix needs Nix 2.27 or later: remove the line, or update Nix",
            "without it, put the files of a submodule that the kernel needs into the kernel's own repository",
        ],
    ),
    _Rule(
        r"'[^']+' is a shallow Git repository",
        "",
        lambda *_: ["fetch its history: git fetch --unshallow"],
    ),
    _Rule(
        r"file '[^']+' has an unsupported type",
        "",
        lambda *_: ["Nix copies only files, folders and links: move the socket, FIFO or device elsewhere"],
    ),
]


def remedies_of_errors(messages: list[str]) -> list[str]:
    """Lines that mend what stopped a build, if its errors are not about the kernel: a full disk."""
    if not any(re.match(NO_SPACE, message, re.DOTALL) for message in messages):
        return []
    return ["a disk is full", f"  {FREE_SPACE}", f"  {DISKS}"]


def readable_error(log: str, folder: pathlib.Path) -> NixError:
    """The error in Nix's output, without the trace through kernel-builder's own files. folder: the kernel's."""
    _, _, text = log.rpartition("error: ")
    lines = [line.strip() for line in (text or log).strip().splitlines()]
    lines = [line for line in lines if line and not line.startswith("(use '--show-trace'")]
    if not lines:
        return NixError(
            "Nix failed and printed no message",
            "run the command again; `kernel-builder doctor` shows how Nix is set up",
        )
    for rule in RULES:
        error = re.match(rule.pattern, lines[0])
        remedies = rule.remedies(error, folder) if error else None
        if error and remedies:
            kept = [rule.message.format(**error.groupdict())] if rule.message else lines[: MOST_LINES - len(remedies)]
            return NixError(*kept, *remedies)
    return NixError(*lines[:MOST_LINES])
