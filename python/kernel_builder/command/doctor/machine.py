"""The machine as the checks see it: files, variables and programs. Tests give the checks another one."""

import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from typing import NamedTuple, Optional

from kernel_builder.command.nix.daemon import uses_daemon


class Finished(NamedTuple):
    """A program that has ended. status: None if it did not end in time."""

    status: Optional[int]
    stdout: str
    stderr: str


class Machine:
    """root: the root of the file system. environment: the variables. user: the name of the user."""

    def __init__(
        self,
        root: pathlib.Path = pathlib.Path("/"),
        environment: Optional[Mapping[str, str]] = None,
        user: Optional[str] = None,
    ):
        self.root = root
        self.environment = dict(os.environ if environment is None else environment)
        self.user = user or _user_name()

    @property
    def is_root(self) -> bool:
        return self.user == "root"

    @property
    def uses_daemon(self) -> bool:
        return uses_daemon(self.environment, self.path("nix/var/nix"))

    @property
    def is_nixos(self) -> bool:
        return self.path("etc/NIXOS").exists()

    def path(self, name: str) -> pathlib.Path:
        """A path below the root, given without its first slash."""
        return self.root / name

    def read(self, name: str) -> str:
        """The text of a file below the root; empty if it cannot be read."""
        try:
            return self.path(name).read_text(errors="replace")
        except OSError:
            return ""

    def which(self, program: str) -> Optional[str]:
        """The path of a program; None if PATH does not have it."""
        return shutil.which(program, path=self.environment.get("PATH", ""))

    def run(self, *words: str, timeout: float = 3, variables: Optional[Mapping[str, str]] = None) -> Finished:
        """Run a program, and end it and its children when the time is over. variables: more environment."""
        environment = {**self.environment, "LC_ALL": "C", **(variables or {})}
        with (
            tempfile.TemporaryFile("w+", errors="replace") as out,
            tempfile.TemporaryFile("w+", errors="replace") as err,
        ):
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment, start_new_session=True
            )
            try:
                status: Optional[int] = process.wait(timeout)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                status = None
            out.seek(0)
            err.seek(0)
            return Finished(status, out.read(), err.read())

    def settings(self) -> dict[str, str]:
        """The settings that install.sh wrote for fetchers: name → value."""
        name = self.environment.get("KERNEL_BUILDER_SETTINGS")
        text = self.read("etc/kernel-builder/settings") if name is None else self.read(name)
        return dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.M))

    def fetcher(self, script: str) -> Optional[pathlib.Path]:
        """A script that fetchers share, `mirrors.sh` or `pip.sh`; None if this installation does not have it."""
        packaged = self.environment.get("KERNEL_BUILDER_FETCHERS")
        # The second is for a working tree of kernel-builder.
        folder = pathlib.Path(packaged) if packaged else pathlib.Path(__file__).parents[4] / "pkgs/base/fetchers"
        return folder / script if (folder / script).is_file() else None


def _user_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
