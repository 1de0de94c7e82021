"""The code of a page in docs/, as one script that does what its reader does."""

import re
import shlex
from typing import NamedTuple

from shared import REPOSITORY

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The first line of a block that is a whole file: `// src/a.cpp` or `# build.toml`.
FILE_NAME = re.compile(r"(?://|#) ([\w./-]+\.\w+)\n")
END = "end of the file of this page"


class Block(NamedTuple):
    """A block of code: its language, and its text."""

    language: str
    text: str


def blocks(page: str) -> "list[Block]":
    """The blocks of code of a page, such as `first-kernel`, in order."""
    return [Block(*match) for match in FENCED.findall((REPOSITORY / f"docs/{page}.md").read_text())]


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
