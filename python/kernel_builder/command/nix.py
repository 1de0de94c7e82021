"""Calls of Nix."""

import functools
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
from typing import Any, Optional

from kernel_builder.builder.errors import NixError

# Nix wants these named as long as it calls them experimental.
FEATURES = ["--extra-experimental-features", "nix-command flakes"]


def current_system() -> str:
    """This machine's system as Nix names it, `x86_64-linux`."""
    return f"{platform.machine()}-{platform.system().lower()}"


class Nix:
    """Nix on a kernel's folder.

    folder: the kernel's. options: further flags for each call that builds.
    """

    def __init__(self, folder: pathlib.Path, options: Optional[list[str]] = None):
        self.folder = folder.resolve()
        self.options = options or []
        self.flake_options: list[str] = []
        flake = self.folder / "flake.nix"
        if not flake.is_file():
            raise NixError(f"{flake}: not there", "run this in a kernel's folder, or name the folder as the argument")
        # A lock over a path holds a hash of the whole tree it names, stale after any change of it.
        if re.search(r'"path:\.\.', flake.read_text()):
            self.flake_options = ["--no-write-lock-file"]

    def build(self, derivations: list[str]) -> bool:
        """Build derivations, by their paths; returns whether all came to be. What Nix prints is the user's to see."""
        # What a newer Nix calls the outputs of a derivation, an older one does with its path alone.
        outputs = "^out" if version() >= (2, 15) else ""
        words = command("build", "--no-link", *self.options, *(f"{derivation}{outputs}" for derivation in derivations))
        return subprocess.run(words).returncode == 0

    def build_again(self, derivation: str) -> tuple[pathlib.Path, Optional[pathlib.Path]]:
        """Build what is there already a second time: where it is, and where what differs from it is kept, None if nothing does.

        Raises NixError where the second build fails.
        """
        words = [_program("nix-store"), "--realise", "--check", "--keep-failed", derivation]
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
        for folder in re.findall(r"keeping build directory '([^']+)'", done.stderr):
            shutil.rmtree(folder, ignore_errors=True)
        found = re.search(r"output '([^']+)' differs from '([^']+)'", done.stderr)
        if found:
            return pathlib.Path(found[1]), pathlib.Path(found[2])
        if done.returncode:
            raise _error(done.stderr)
        return pathlib.Path(done.stdout.split()[0]), None

    def log(self, derivation: str) -> list[str]:
        """The lines of the log of a derivation's last build, none if it was not begun."""
        done = subprocess.run(command("log", derivation), capture_output=True, text=True, errors="replace")
        return done.stdout.splitlines() if done.returncode == 0 else []

    def evaluate(self, attribute: str) -> Any:
        """The value of an attribute of the kernel's flake; raises NixError with what Nix says is wrong."""
        words = ["eval", "--json", *self.flake_options, f"{self.folder}#{attribute}"]
        done = subprocess.run(command(*words), capture_output=True, text=True, errors="replace")
        if done.returncode:
            raise _error(done.stderr)
        return json.loads(done.stdout)

    def become_shell(self, derivation: str, words: list[str]) -> None:
        """Replace this process by the shell that a derivation describes, in the kernel's folder, or a command in it."""
        found = command("develop", derivation, *(["--command", *words] if words else []))
        os.chdir(self.folder)
        sys.stdout.flush()
        os.execv(found[0], found)

    def develop(self, derivation: str, words: list[str]) -> int:
        """Run a command in the shell that a derivation describes, in the kernel's folder; returns its exit status."""
        return subprocess.run(command("develop", derivation, "--command", *words), cwd=self.folder).returncode


def command(*words: str) -> list[str]:
    """A call of Nix, to be run; raises NixError where there is none."""
    return [_program("nix"), *FEATURES, *words]


def _program(name: str) -> str:
    """Where a program of Nix is; raises NixError where there is none."""
    program = shutil.which(name)
    if program is None:
        raise NixError("Nix is not installed", "install.sh of kernel-builder sets it up")
    return program


@functools.cache
def version() -> tuple[int, ...]:
    """The version of Nix, (2, 8)."""
    text = subprocess.run(command("--version"), capture_output=True, text=True).stdout
    found = re.search(r"(\d+)\.(\d+)", text)
    return tuple(map(int, found.groups())) if found else (0, 0)


def _error(log: str) -> NixError:
    """Nix's error as one of ours: what it says, without the trace through our own files."""
    _, _, text = log.rpartition("error: ")
    lines = [line.strip() for line in (text or log).strip().splitlines()]
    lines = [line for line in lines if line and not line.startswith("(use '--show-trace'")]
    # What Nix says of a name in `with ps; [ … ]` that is not there.
    unknown = re.match(r"(?:undefined variable|attribute) '([^']+)'", lines[0]) if lines else None
    if unknown:
        lines = [*lines[:3], f"if it is a Python package: kernel-builder lock-python {unknown[1]}"]
    return NixError(*(lines[:5] or ["nix eval failed without a word"]))
