#!/usr/bin/env python3
"""Check the style of Nix files: no formatter for Nix is in any registry that the project uses.

    nix_style.py FILE...        print the faults, by file and line; exit with 1 if a file has any
    nix_style.py --fix FILE...  mend white space and blank lines in place, then check

White space within strings is never mended, since it may have a meaning.
"""

import pathlib
import re
import sys
from typing import NamedTuple

COLUMNS = 120
INDENT = 2
# Tokens that open a block at the end of a line, and tokens that close one at the start of a line.
OPENS = re.compile(r"(?:[\[{(]|\b(?:let|in))$")
CLOSES = re.compile(r"(?:[\]})]|in\b)")
ENTRY = re.compile(r"^  ([\w'-]+)(?:\.[\w'.-]+)* =")
# Folders whose files begin with a comment on their purpose.
WITH_HEADER = {"lib", "overlays", "pkgs"}


class Line(NamedTuple):
    """A line of a Nix file."""

    text: str
    # The line without comments, and with each string as "".
    code: str
    # Whether the line starts, or ends, within a string or a comment of several lines.
    starts_within: bool
    ends_within: bool


class Fault(NamedTuple):
    line: int
    message: str


TOKENS = {
    "code": re.compile(r"""(?P<comment>\#.*)|(?P<open>/\*|''|"|\{)|(?P<close>\})"""),
    "/*": re.compile(r"(?P<close>\*/)"),
    '"': re.compile(r'(?P<escape>\\.|\$\$)|(?P<open>\$\{)|(?P<close>")', re.DOTALL),
    "''": re.compile(r"(?P<escape>''(?:\$|'|\\.)|\$\$)|(?P<open>\$\{)|(?P<close>'')", re.DOTALL),
}


def parse(text: str) -> list[Line]:
    """The lines of a file, each with its code apart from strings and comments."""
    # The open strings, comments, braces and interpolations, outermost first.
    nesting: list[str] = []

    def context() -> str:
        return nesting[-1] if nesting and nesting[-1] in TOKENS else "code"

    def in_code() -> bool:
        return not any(kind in TOKENS for kind in nesting)

    lines = []
    for line in text.splitlines():
        starts_within = context() != "code"
        code, position = "", 0
        while match := TOKENS[context()].search(line, position):
            if in_code():
                code += line[position : match.start()]
            position = match.end()
            if match.lastgroup == "open":
                nesting.append(match.group())
                if in_code():
                    code += match.group()
                elif len([kind for kind in nesting if kind in TOKENS]) == 1 and context() in ('"', "''"):
                    code += '""'
            elif match.lastgroup == "close" and nesting:
                closed = nesting.pop()
                if in_code() and closed not in TOKENS:
                    code += match.group()
            elif match.lastgroup == "comment":
                break
        else:
            if in_code():
                code += line[position:]
        lines.append(Line(line, code.rstrip(), starts_within, context() != "code"))
    return lines


def indentation(text: str) -> int:
    return len(text) - len(text.lstrip())


def faults(text: str, path: pathlib.PurePath) -> list[Fault]:
    """The faults in a file's style; `path` is relative to the repository."""
    lines = parse(text)
    return sorted(
        [*white_space(text, lines), *steps(lines), *blank_lines(lines), *lets(lines), *header(lines, path)]
        + (unsorted(lines) if path == pathlib.PurePath("lib/default.nix") else [])
    )


def white_space(text: str, lines: list[Line]) -> list[Fault]:
    result = []
    for number, line in enumerate(lines, 1):
        if "\t" in line.text:
            result.append(Fault(number, "a tab: use spaces"))
        if line.text != line.text.rstrip():
            result.append(Fault(number, "white space at the end of the line"))
        if len(line.text) > COLUMNS:
            result.append(Fault(number, f"{len(line.text)} columns: at most {COLUMNS}"))
    if not text.endswith("\n") or text.endswith("\n\n"):
        result.append(Fault(len(lines), "end the file with one newline"))
    return result


def steps(lines: list[Line]) -> list[Fault]:
    """Indentation that is no multiple of two, or that grows by more than two."""
    result, before = [], 0
    for number, line in enumerate(lines, 1):
        if line.starts_within or not line.text.strip():
            continue
        width = indentation(line.text)
        if width % INDENT:
            result.append(Fault(number, f"indented by {width} spaces: use a multiple of {INDENT}"))
        elif width > before + INDENT:
            result.append(Fault(number, f"indented by {width} spaces after {before}: indent by {INDENT} more"))
        before = width
    return result


def misplaced(lines: list[Line], index: int) -> str:
    """Why a blank line does not belong where it is; empty if it does."""
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if before is None:
        return "a blank line at the start of the file"
    if not before.text.strip():
        return "a second blank line"
    if OPENS.search(before.code) and before.code == before.text.rstrip():
        return "a blank line at the start of a block"
    if after is not None and not after.starts_within and CLOSES.match(after.text.lstrip()):
        return "a blank line at the end of a block"
    return ""


def blank_lines(lines: list[Line]) -> list[Fault]:
    blank = [i for i, line in enumerate(lines) if not line.text.strip() and not line.starts_within]
    reasons = [(i, misplaced(lines, i)) for i in blank]
    return [Fault(i + 1, reason) for i, reason in reasons if reason]


def lets(lines: list[Line]) -> list[Fault]:
    """A `let` of several lines has `let` and `in` on lines of their own."""
    result = []
    for number, line in enumerate(lines, 1):
        if line.starts_within:
            continue
        if re.match(r"\s*in\s+\S", line.code):
            result.append(Fault(number, "`in` that ends a `let` of several lines: put it on a line of its own"))
        if re.search(r"\blet\s+\S", line.code) and not re.search(r"\blet\b.*\bin\b", line.code):
            result.append(Fault(number, "`let` of several lines: put it on a line of its own"))
    return result


def header(lines: list[Line], path: pathlib.PurePath) -> list[Fault]:
    if path.parts[0] in WITH_HEADER and not (lines and re.match(r"# \S", lines[0].text)):
        return [Fault(1, "the file does not begin with a comment on its purpose")]
    return []


def unsorted(lines: list[Line]) -> list[Fault]:
    """Attributes of the file's set that are out of order."""
    rows = [(n, match.group(1)) for n, line in enumerate(lines, 1) if (match := ENTRY.match(line.code))]
    pairs = zip(rows, rows[1:])
    return [Fault(n, f"{name} belongs before {before}") for (_, before), (n, name) in pairs if name < before]


def fixed(text: str) -> str:
    """The file with white space and blank lines mended, outside of strings."""
    texts = []
    for line in parse(text):
        mended = line.text if line.ends_within else line.text.rstrip()
        if not line.starts_within:
            body = mended.lstrip()
            mended = mended[: len(mended) - len(body)].replace("\t", " " * INDENT) + body
        texts.append(mended)
    lines = parse("\n".join(texts))
    # Go from the end: for the first of several blank lines, the line after the last of them decides.
    for i in reversed(range(len(lines))):
        if not lines[i].text.strip() and not lines[i].starts_within and misplaced(lines, i):
            del lines[i]
    return "\n".join(line.text for line in lines).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    fix = arguments[:1] == ["--fix"]
    files = [pathlib.Path(argument) for argument in arguments[fix:]]
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(__file__).resolve().parents[2]
    wrong = False
    for file in files:
        text = file.read_text()
        if fix and fixed(text) != text:
            text = fixed(text)
            file.write_text(text)
        full = file.resolve()
        path = full.relative_to(root) if root in full.parents else file
        for fault in faults(text, path):
            wrong = True
            print(f"{file}:{fault.line}: {fault.message}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
