"""The messages that a user can meet, collected from the sources without running them.

A message is one line. Its variable parts are `…`. Lines after the first one, which are indented, are remedies and no
part of it. Neither is the word before it, such as `error:`.

Left out are messages that no user can meet:
- of tests, benchmarks and linters;
- of scripts that renew pins (`update-*`, and `suites.py`, which those import), and of `build.py`, which makes a package
  of pinned files: they fail when somebody changes a pin;
- of assertions and of `ValueError` and the like, which tell of a bug of kernel-builder;
- without words of their own, such as an error that is raised again.
"""

import pathlib
import re
from collections.abc import Iterable
from typing import NamedTuple

VARIABLE = "…"
# Words that are put before a message: its kind, and the place in build.toml.
BEFORE = re.compile(r"^(?:error|warning|note|hint|kernel-builder|build\.toml(?::…)*):(?: |$)")
WORD = re.compile(r"[A-Za-z]{2,}")
# Folders and files with the messages of users.
PLACES = ("install.sh", "run", "install", "lib", "overlays", "pkgs", "python")
NOT_OF_USERS = re.compile(r"^pkgs/(?:.*/)?(?:update-[^/]*|suites\.py|build\.py|linters/.*)$|/builder/update_[^/]*\.py$")


class Message(NamedTuple):
    """text: the normalized message. place: its file and line."""

    text: str
    place: str


def normalized(text: str) -> str:
    """The first line of a text without the word before it, with single spaces, and with one `…` per variable part.

    Empty for a line of a remedy, which is indented.
    """
    line = text.lstrip("\n").partition("\n")[0]
    if line.startswith("  "):
        return ""
    line = re.sub(r"\s+", " ", line).strip()
    while BEFORE.match(line):
        line = BEFORE.sub("", line)
    # A value that is too long ends in three dots.
    return re.sub(r"…+(\.\.\.)?", VARIABLE, line).strip()


def has_words(text: str) -> bool:
    """Whether a message has words of its own."""
    return WORD.search(text) is not None


def covers(general: str, special: str) -> bool:
    """Whether a message is another one with more variable parts."""
    pattern = ".*".join(re.escape(part) for part in general.split(VARIABLE))
    # A variable part at the end may be empty, and its space is then gone.
    return general != special and has_words(general) and any(re.fullmatch(pattern, special + end) for end in ("", " "))


def is_of_users(path: pathlib.PurePath) -> bool:
    """Whether a file can print a message to a user. path: relative to the repository."""
    return path.parts[0] in PLACES and not NOT_OF_USERS.search(path.as_posix())


def messages(texts: Iterable[tuple[str, int]], place: str) -> list[Message]:
    """The messages among texts with their lines: each once, and only those with words of their own.

    Of the texts of one line, those are left out that another one covers.
    """
    by_line: dict[int, list[str]] = {}
    for text, line in texts:
        by_line.setdefault(line, []).append(normalized(text))
    found: dict[str, Message] = {}
    for line, forms in by_line.items():
        for form in forms:
            if has_words(form) and not any(covers(other, form) for other in forms):
                found.setdefault(form, Message(form, f"{place}:{line}"))
    return list(found.values())
