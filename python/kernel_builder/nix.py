"""Calls of Nix."""

import json
import pathlib
import platform
import re
import shutil
import subprocess
from typing import Any, List, Optional

from kernel_builder.errors import NixError

# Nix wants these named as long as it calls them experimental.
FEATURES = ["--extra-experimental-features", "nix-command flakes"]


def current_system() -> str:
    """This machine's system as Nix names it, `x86_64-linux`."""
    return f"{platform.machine()}-{platform.system().lower()}"


class Nix:
    """Nix on a kernel's folder.

    folder: the kernel's. options: further flags for each call that builds.
    """

    def __init__(self, folder: pathlib.Path, options: Optional[List[str]] = None):
        self.folder = folder.resolve()
        self.options = options or []
        flake = self.folder / "flake.nix"
        if not flake.is_file():
            raise NixError(f"{flake}: not there", "run this in a kernel's folder, or name the folder as the argument")
        # A lock over a path holds a hash of the whole tree it names, stale after any change of it.
        if re.search(r'"path:\.\.', flake.read_text()):
            self.options = [*self.options, "--no-write-lock-file"]

    def _command(self, words: List[str]) -> List[str]:
        program = shutil.which("nix")
        if program is None:
            raise NixError("Nix is not installed", "install.sh of kernel-builder sets it up")
        return [program, *FEATURES, *words]

    def installable(self, attribute: str) -> str:
        return f"{self.folder}#{attribute}"

    def build(self, attribute: str) -> pathlib.Path:
        """Build an attribute of the kernel's flake and return its path; Nix's own output is the user's to see."""
        flags = ["build", "--no-link", "--json", *self.options]
        command = self._command([*flags, self.installable(attribute)])
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise NixError(f"{attribute} of {self.folder} was not built", "what Nix says of it stands above")
        return pathlib.Path(json.loads(done.stdout)[0]["outputs"]["out"])

    def evaluate(self, attribute: str) -> Any:
        """The value of an attribute of the kernel's flake."""
        command = self._command(["eval", "--json", *self.options, self.installable(attribute)])
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise NixError(f"{attribute} of {self.folder} has no value", "what Nix says of it stands above")
        return json.loads(done.stdout)

    def develop(self, attribute: str, command: List[str]) -> int:
        """Run a command in a shell of the kernel's flake, in its folder; returns the exit status."""
        words = ["develop", *self.options, self.installable(attribute), "--command", *command]
        return subprocess.run(self._command(words), cwd=self.folder).returncode
