"""The messages in shell scripts, in CMake files, and in files that hold nothing but a message."""

import re
from collections.abc import Iterator

from messages import VARIABLE, has_words, normalized

# A string in double quotes, in which a command may have quotes of its own.
QUOTED = r'"((?:\$\([^()]*\)|[^"\\]|\\.)*)"'
COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
SHELL = [
    # The first argument of a function that prints an error and ends the script.
    re.compile(rf"\bfail {QUOTED}"),
    # Text that is printed on standard error.
    re.compile(rf"\b(?:echo|printf(?: '[^']*')?) {QUOTED}[^\n]*>&2"),
    # The first line of a text that goes there.
    re.compile(r"cat >&2 <<'?EOF'?\n(.*)"),
    # An error in any other place, such as a group of commands.
    re.compile(rf"\becho {QUOTED.replace('(', '(error: ', 1)}"),
    # What sed prints of a match.
    re.compile(r"/(error: (?:[^\\]|\\\n|\\[1-9])*)"),
]
CMAKE = re.compile(rf"message\(\s*(?:FATAL_ERROR|SEND_ERROR|WARNING)\s+((?:{QUOTED}\s*)+)\)")
USAGE = re.compile(r"^[Uu]sage: ")


def _without_code(text: str) -> str:
    """A shell's text with `…` for variables and commands."""
    text = re.sub(r"\$\(\([^()]*\)\)|\$\((?:[^()]|\([^()]*\))*\)", VARIABLE, text)
    text = re.sub(r"\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\$\w+|\$[*@#]|\\[1-9]", VARIABLE, text)
    return re.sub(r"\\(.)", r"\1", text)


def _forms(text: str, source: str) -> list[str]:
    """A text with each value of its last variable that has one in quotes."""
    forms = [
        text.replace(match.group(), value)
        for match in re.finditer(r"\$(\w+)", text)
        for value in re.findall(rf"\b{match[1]}={QUOTED}", source)
    ]
    return forms or [text]


def texts_of_shell(source: str) -> Iterator[tuple[str, int]]:
    """The texts of a script that it prints as errors, or to standard error, each with its line.

    In a text without words of its own, a variable is each text that the script gives to it.
    """
    source = COMMENT.sub("", source)
    for pattern in SHELL:
        for match in pattern.finditer(source):
            line = source.count("\n", 0, match.start()) + 1
            text = match[1].replace("\\\n", "")
            for form in [text] if has_words(normalized(_without_code(text))) else _forms(text, source):
                if not USAGE.match(form) and not form.startswith("  "):
                    yield _without_code(form), line


def texts_of_cmake(source: str) -> Iterator[tuple[str, int]]:
    """The texts of errors and warnings of a CMake file, each with its line."""
    for match in CMAKE.finditer(source):
        text = "".join(re.findall(QUOTED, match[1]))
        text = re.sub(r"\$\{(?:[^{}]|\{[^{}]*\})*\}", VARIABLE, text).replace('\\"', '"')
        yield text, source.count("\n", 0, match.start()) + 1


def texts_of_text(source: str) -> Iterator[tuple[str, int]]:
    """The errors in a file that a script prints."""
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("error: "):
            yield normalized(line), number
