"""The pages of docs/ as tests use them: their blocks of code, and scripts that do what a reader does."""

import pathlib
import re
import shlex
import subprocess
from typing import NamedTuple

from shared import REPOSITORY

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The first line of a block that is a whole file: `// src/a.cpp` or `# build.toml`, in scripts after `#!/bin/sh`.
FILE_NAME = re.compile(r"(?:#!/bin/sh\n)?(?:#|//) ([\w.-]*[./][\w./-]*\w)[\s:]")
END = "end of the file of this page"


class Block(NamedTuple):
    """A block of code: its language, and its text."""

    language: str
    text: str


def steps_of(page: str) -> "list[Block]":
    """All blocks of code of a page in docs/, such as `first-kernel.md`, in order."""
    return [Block(*match) for match in FENCED.findall((REPOSITORY / "docs" / page).read_text())]


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page in a language, such as `sh`, in order.

    Fails if there is none: a test that runs no block proves nothing.
    """
    found = [block.text for block in steps_of(page) if block.language == language]
    assert found, f"docs/{page} has no block in {language}"
    return found


def files_of(page: str, *languages: str) -> "dict[str, str]":
    """The files that a page shows: the path in the first comment of a block in one of some languages → the block."""
    named = ((FILE_NAME.match(text), text) for language, text in steps_of(page) if language in languages)
    return {name[1]: text for name, text in named if name}


def script(steps: "list[Block]") -> str:
    """A script of bash that runs the blocks in `sh` and writes the files that the other blocks are, in order.

    Raises AssertionError for a block that is neither, since no test would run it.
    """
    lines = ["set -euo pipefail\n"]
    for language, text in steps:
        name = FILE_NAME.match(text)
        if language == "sh":
            lines.append(text)
        else:
            assert name, f"this block is no command, and its first line names no file:\n{text}"
            folder, _, _ = name[1].rpartition("/")
            lines.append(f"mkdir -p {shlex.quote(folder or '.')}\ncat >{shlex.quote(name[1])} <<'{END}'\n{text}{END}\n")
    return "".join(lines)


def run_lines(lines: str, folder: pathlib.Path, environment: dict) -> str:
    """Run lines of bash in a folder, and stop at the first that fails. Returns what they printed, errors too.

    Fails with the end of the output if a line fails.
    """
    process = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    assert process.returncode == 0, process.stdout[-6000:]
    return process.stdout
