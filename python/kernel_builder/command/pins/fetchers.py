"""The files that fetchers get, out of the texts of their derivations."""

import os
import pathlib
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Optional

from kernel_builder.command.nix.derivation import attributes_in


class File(NamedTuple):
    """A pinned file. name: a wheel's, or the path in Debian's pool, or below the folder of NVIDIA's archives."""

    name: str
    sha256: str


class Fetcher(NamedTuple):
    """A derivation that fetches.

    name: of its output. script: the program of pkgs/base/fetchers that fetches such files. size: bytes, 0 if unknown.
    output: the path in the store of the file, or of a folder of files. variables: what the script reads.
    """

    name: str
    script: str
    files: tuple[File, ...]
    size: int
    output: str
    variables: Mapping[str, str]

    def in_store(self, file: File) -> Optional[pathlib.Path]:
        """The file in the store; None if it is not there. The folder of busybox has the program, not its package."""
        path = pathlib.Path(self.output)
        path = path / file.name.rpartition("/")[2] if self.script == DEBS else path
        return path if path.is_file() else None


DEBS = "fetch-debs.sh"
# The attribute that only derivations of a kind have → the kind's script, and the attributes that the script reads.
_KINDS = {
    "files": (DEBS, []),
    "requirement": ("fetch-distribution.sh", ["requirement", "file", "pythonVersion", "fallbackIndex", "outputHash"]),
    "path": ("fetch-nvidia.sh", ["path", "outputHash"]),
}


def read_fetcher(text: str) -> Optional[Fetcher]:
    """The fetcher whose derivation has this text; None if it is another derivation."""
    attributes = attributes_in(text)
    kind = next((kind for kind in _KINDS if kind in attributes), None)
    if attributes.get("__noChroot") != "1" or kind is None:
        return None
    script, names = _KINDS[kind]
    words = attributes[kind].split()
    if script == DEBS:
        files = tuple(map(File, words[::2], words[1::2]))
    else:
        files = (File(attributes.get("file", words[0]), attributes["outputHash"]),)
    output = re.search(r'\("out","([^"]+)"', text)
    return Fetcher(
        attributes["name"],
        script,
        files,
        int(attributes.get("size") or 0),
        output[1] if output else "",
        {name: attributes.get(name, "") for name in [*names, "renew"]},
    )


def run_script(fetcher: Fetcher, files: Iterable[File], folder: pathlib.Path, target: pathlib.Path) -> str:
    """Fetch files with the machine's own clients, as a build of the fetcher does, to a path that is made.

    folder: of the scripts. target: the file, or the folder for packages of Debian. Returns the script's error, or an
    empty string.
    """
    variables = dict(fetcher.variables)
    if fetcher.script == DEBS:
        variables["files"] = " ".join(f"{file.name} {file.sha256}" for file in files)
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, **variables, "name": fetcher.name, "out": str(target), "TMPDIR": scratch}
        command = ["sh", str(folder / fetcher.script)]
        process = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
    return "" if process.returncode == 0 else process.stderr.strip() or f"{fetcher.script} failed without a message"
