"""A binary cache: which paths of the store its users need, and how they get there, signed."""

import pathlib
import re
import shutil
import subprocess
import urllib.parse
from collections.abc import Iterable
from typing import NamedTuple, Optional

from kernel_builder.builder.errors import NixError, UserError
from kernel_builder.command.nix.derivation import text_of
from kernel_builder.command.nix.fetches import read_fetch
from kernel_builder.command.nix.program import find_program, nix_command

# So many paths go into one call: a command line has a limit.
PER_CALL = 1000
# Addresses of caches that Nix writes as files: it signs what it writes there with the key in the address.
FILES = ("file", "http", "https", "s3")
# An output at the start of a derivation: name, path, and a hash if the output is fixed.
OUTPUT = re.compile(r'\("\w+","(/nix/store/[^"]+)","[^"]*","[^"]*"\)')
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
MAKE_KEY = "make one: nix-store --generate-binary-cache-key NAME-1 cache.key cache.pub"


class Target(NamedTuple):
    """Where paths go. name: of a cache of cachix, else empty. address: of another store, without options."""

    name: str
    address: str

    @property
    def is_of_files(self) -> bool:
        return self.address.partition("://")[0] in FILES


def target_of(text: str) -> Target:
    """The target that a person names: a cache of cachix by its name, or an address for `nix copy`."""
    if "://" in text:
        return Target("", text)
    if NAME.fullmatch(text):
        return Target(text, "")
    raise UserError(
        f"{text} is no target: neither the name of a cache of cachix nor an address",
        "write a folder as file:///FOLDER, a server as ssh://HOST or s3://BUCKET",
    )


def _query(*words: str) -> list[str]:
    process = subprocess.run([find_program("nix-store"), *words], capture_output=True, text=True, errors="replace")
    if process.returncode:
        raise NixError((process.stderr.strip().splitlines() or ["nix-store failed"])[-1].removeprefix("error: "))
    return process.stdout.split()


def _in_parts(words: Iterable[str]) -> Iterable[list[str]]:
    listed = list(words)
    return (listed[start : start + PER_CALL] for start in range(0, len(listed), PER_CALL))


def made_paths(derivations: list[str]) -> list[str]:
    """The paths in the store that were made for derivations: toolchains, objects and results, but no fetched files.

    The files that a fetcher fetched are left out: what was made of them replaces them.
    """
    outputs: set[str] = set()
    for derivation in _query("--query", "--requisites", *derivations):
        text = text_of(derivation) if derivation.endswith(".drv") else ""
        if text and not read_fetch(text):
            outputs |= set(OUTPUT.findall(text.partition("],[")[0]))
    present = [path for path in sorted(outputs) if pathlib.Path(path).exists()]
    invalid = {path for part in _in_parts(present) for path in _query("--check-validity", "--print-invalid", *part)}
    return [path for path in present if path not in invalid]


def closure(paths: list[str]) -> list[str]:
    """Paths with all that they refer to."""
    return sorted({path for part in _in_parts(paths) for path in _query("--query", "--requisites", *part)})


def size_of(paths: list[str]) -> int:
    """The bytes of paths in the store."""
    return sum(int(size) for part in _in_parts(paths) for size in _query("--query", "--size", *part))


def check_contents(paths: list[str]) -> None:
    """Compare the content of paths with the hashes that Nix recorded. Raises UserError with a path that differs.

    A process of root can write into the store. A cache would serve such a path to everybody.
    """
    for part in _in_parts(paths):
        words = [find_program("nix-store"), "--verify-path", *part]
        process = subprocess.run(words, capture_output=True, text=True, errors="replace")
        changed = re.search(r"'(/nix/store/[^']+)' was modified", process.stderr)
        if changed:
            raise UserError(
                f"{changed[1]} was changed after it was made, so nothing was sent",
                f"as root, make it again: nix-store --repair-path {changed[1]}",
            )


def public_key(key: pathlib.Path) -> str:
    """The public key of a secret key file, as Nix's settings name it. Raises UserError if the file holds none."""
    with key.open() as file:
        process = subprocess.run(
            nix_command("key", "convert-secret-to-public"), stdin=file, capture_output=True, text=True
        )
    if process.returncode or ":" not in process.stdout:
        raise UserError(f"{key}: no secret key of Nix", MAKE_KEY)
    return process.stdout.strip()


def _run(command: list[str], target: str, text: Optional[str] = None) -> None:
    process = subprocess.run(command, input=text, capture_output=True, text=True, errors="replace")
    if process.returncode:
        lines = [line for line in process.stderr.strip().splitlines() if line] or ["it ended without a message"]
        raise UserError(
            f"{target} did not take the paths: {lines[-1].strip().removeprefix('error: ')}",
            "check the address and your rights there, and run the command again; paths that arrived are not sent again",
        )


def _cachix() -> list[str]:
    program = shutil.which("cachix")
    return [program] if program else nix_command("run", "nixpkgs#cachix", "--")


def push(paths: list[str], target: Target, key: Optional[pathlib.Path], compression: str) -> None:
    """Send paths, with all that they refer to, to a target. Raises UserError if it does not take them.

    key: a secret key to sign with; a cache of cachix signs by itself. compression: of a cache of files.
    """
    if target.name:
        _run([*_cachix(), "push", target.name], target.name, "\n".join(paths) + "\n")
        return
    address = target.address
    if target.is_of_files:
        options = {"compression": compression, **({"secret-key": str(key.resolve())} if key else {})}
        address += ("&" if "?" in address else "?") + urllib.parse.urlencode(options, safe="/")
    elif key:
        for part in _in_parts(paths):
            _run(
                nix_command("store", "sign", "--recursive", "--key-file", str(key), *part), "the store of this machine"
            )
    for part in _in_parts(paths):
        _run(nix_command("copy", "--to", address, *part), target.address)
