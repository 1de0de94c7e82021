"""Rules for the text of this repository that a program can check."""

import re
from typing import NamedTuple

COLUMNS = 120
# Hosts of package registries: a machine's own settings name the one to use. In parts, so that this file has none.
REGISTRIES = [
    ("pypi", "org"),
    ("python" + "hosted", "org"),
    ("debian", "org"),
    ("ubuntu", "com"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("conda", "org"),
    ("anaconda", "org"),
    ("anaconda", "com"),
    ("crates", "io"),
]
REGISTRY = re.compile(r"(?<![\w-])(?:[\w-]+\.)*(?:" + "|".join(rf"{name}\.{end}" for name, end in REGISTRIES) + r")\b")
# Folders of one person's machine.
PERSONAL = re.compile(r"(?<![\w./$}])/(?:home|Users)/\w[\w.-]*|(?<![\w./$}])/" + "(?:root|work)" + r"/[\w.-]+")
FENCE = re.compile(r"\s*(```|~~~)")
LINK = re.compile(r"\]\([^)]*\)|<https?://[^>]*>|https?://\S+")


class Fault(NamedTuple):
    line: int
    message: str


def registries(text: str) -> list[Fault]:
    """Names of registries' hosts."""
    return [
        Fault(number, f"{match.group()} is the host of a registry: name the registry, not its host")
        for number, line in enumerate(text.splitlines(), 1)
        for match in REGISTRY.finditer(line)
    ]


def personal_paths(text: str) -> list[Fault]:
    """Paths that only one person's machine has."""
    return [
        Fault(number, f"{match.group()} is a path of one machine: use a path that every reader has")
        for number, line in enumerate(text.splitlines(), 1)
        for match in PERSONAL.finditer(line)
    ]


def long_lines(text: str) -> list[Fault]:
    """Lines of a Markdown file that are too long; tables, code blocks and the addresses of links may be longer."""
    faults, in_code = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if FENCE.match(line):
            in_code = not in_code
        elif not in_code and not line.lstrip().startswith("|") and len(LINK.sub("]", line)) > COLUMNS:
            faults.append(Fault(number, f"{len(line)} columns: at most {COLUMNS}"))
    return faults
