"""Names and places that the end-to-end tests share."""

import json
import os
import pathlib
import re

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
# The variant that most tests build, and its short name.
SHORT = "torch213-cxx11-cpu"
VARIANT = f"{SHORT}-x86_64-linux"
CUDA_VARIANT = "torch213-cxx11-cu130"
# The newest Torch of the matrix.
RELEASES = json.loads((REPOSITORY / "pkgs/torch/releases.json").read_text())
NEWEST_TORCH = max(RELEASES, key=lambda torch: [int(part) for part in torch.split(".")])
NEWEST = f"torch{NEWEST_TORCH.replace('.', '')}-cxx11-cpu"
# A port of loopback on which nothing listens.
NOBODY = "http://127.0.0.1:9"

as_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="needs root: another user fetches through the daemon, with settings of its own"
)


def examples_with(*words: str, without: tuple[str, ...] = ()) -> list[str]:
    """The names of the examples whose build.toml has all of these words, and none of `without`."""
    texts = {path.parent.name: path.read_text() for path in (REPOSITORY / "examples").glob("*/build.toml")}
    return sorted(
        name
        for name, text in texts.items()
        if all(word in text for word in words) and not any(word in text for word in without)
    )


def flat(text: str) -> str:
    """A text on one line, so that a message is found in it however a tool breaks it into lines."""
    return " ".join(text.split())


def without_prefix(log: str) -> list[str]:
    """The lines that builds printed, without the `name> ` that Nix puts in front of each."""
    return [line.partition("> ")[2] for line in log.splitlines() if "> " in line]


def without_hash(text: str) -> str:
    """A text in which the name of a kernel, such as `_quick_cpu_1a2b3c4_dirty`, has no hash of the sources."""
    return re.sub(r"_[0-9a-f]{7}_dirty", "_HASH_dirty", text)


def last_error(stderr: str) -> str:
    """The command's error, to its end. Nix's own lines come first, as when a cache does not answer."""
    return stderr[[match.start() for match in re.finditer(r"^error: ", stderr, re.M)][-1] :]


def refusal(log: str) -> str:
    """kernel-builder's message in the log of a build: the line `error: …` and the lines indented below it.

    In it, `HASH` stands for the hash in a kernel's name.
    """
    lines = without_prefix(log)
    starts = [number for number, line in enumerate(lines) if line.startswith("error: ")]
    assert len(starts) == 1, log[-4000:]
    end = starts[0] + 1
    while end < len(lines) and lines[end].startswith("  "):
        end += 1
    return without_hash("\n".join(lines[starts[0] : end]) + "\n")
