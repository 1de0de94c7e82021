"""The messages in Nix: every text of three words or more, but for names, remedies and code.

In Nix, texts that read like sentences are nothing but messages, so that none has to be marked as one. The last argument
of `problem` and `fail`, functions of lib/kernel-config, is a remedy. A text of several lines, in two single quotes, is
a script.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from messages import VARIABLE

SENTENCE = re.compile(r"(?:[A-Za-z`'\"….,:()-]+ ){2}")
# A command, which begins with a word of its own or with a function of a script.
CODE = re.compile(r"^(?:export|mkdir|source|exec|[a-z]+_\w+|…/bin/\w+) ")
# A command that prints a message.
ECHO = re.compile(r"^echo '([^']*)' >&2\n$")
# Ways to mend a value, which stand in functions of their own, and ends of texts.
OTHER = re.compile(r"^(?:write |it must match |did you mean |, )")
# Attributes with names and kinds of things: parts of other messages.
NAMES = {"name", "compilerName", "description", "compiler", "expected"}
NAMES |= {"string", "integer", "boolean", "array", "object"}
# Functions whose first argument is a message, however short.
THROWS = {"fail", "throw"}
# Function → the number of its argument that is a remedy.
REMEDY = {"problem": 2, "fail": 2}


class Token(NamedTuple):
    """kind: `text`, `word`, or a sign."""

    kind: str
    text: str
    line: int


def _end_of_interpolation(source: str, position: int) -> int:
    """The position after the `}` that ends the interpolation that starts at `position`, after its `${`."""
    depth = 1
    while depth:
        if source[position] in "{}":
            depth += 1 if source[position] == "{" else -1
            position += 1
        elif source.startswith('"', position) or source.startswith("''", position):
            _, position = _text(source, position)
        else:
            position += 1
    return position


def _text(source: str, position: int) -> tuple[str, int]:
    """A string of Nix with its interpolations as `…`, and the position after it."""
    quotes = '"' if source[position] == '"' else "''"
    position, text = position + len(quotes), ""
    while not source.startswith(quotes, position) or source[position : position + 3] in ("'''", "''$", "''\\"):
        if source.startswith("${", position):
            position, text = _end_of_interpolation(source, position + 2), text + VARIABLE
        elif quotes == "''" and source[position : position + 3] in ("'''", "''$", "''\\"):
            position, text = position + 3, text + source[position + 2]
        elif quotes == '"' and source[position] == "\\":
            escaped = source[position + 1]
            position, text = position + 2, text + {"n": "\n", "t": "\t"}.get(escaped, escaped)
        else:
            position, text = position + 1, text + source[position]
    return text, position + len(quotes)


SIMPLE = re.compile(r"\s+|#[^\n]*|/\*.*?\*/|(?P<word>[A-Za-z_][\w'.-]*)|(?P<sign>.)", re.DOTALL)


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a Nix file, without white space and comments. A path is several of them."""
    position = 0
    while position < len(source):
        line = source.count("\n", 0, position) + 1
        if source[position] == '"' or (source.startswith("''", position)):
            text, end = _text(source, position)
            is_script = source[position] == "'" and "\n" in source[position:end]
            yield Token("script" if is_script else "text", text, line)
            position = end
            continue
        match = SIMPLE.match(source, position)
        assert match
        position = match.end()
        if match["word"]:
            yield Token("word", match["word"], line)
        elif match["sign"]:
            yield Token(match["sign"], match["sign"], line)


def _end_of_argument(listed: list[Token], start: int) -> int:
    """The index after an argument of a function: a word, a text, or what stands in brackets."""
    if start < len(listed) and listed[start].kind in "([{":
        depth, index = 0, start
        while True:
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(listed[index].kind, 0)
            index += 1
            if depth == 0:
                return index
    return start + 1


def _remedies(listed: list[Token]) -> set[int]:
    """The indices of tokens that are part of a remedy."""
    found: set[int] = set()
    for index, token in enumerate(listed):
        following = listed[index + 1].kind if index + 1 < len(listed) else ""
        if token.text in REMEDY and token.kind == "word" and following in ("text", "word", "("):
            start = index + 1
            for _ in range(REMEDY[token.text]):
                start = _end_of_argument(listed, start)
            if start < len(listed) and listed[start].kind in ("text", "("):
                found.update(range(start, _end_of_argument(listed, start)))
    return found


def texts(source: str) -> Iterator[tuple[str, int]]:
    """The texts of a Nix file that are messages, each with its line. Texts that `+` joins are one."""
    listed = list(tokens(source))
    remedies = _remedies(listed)
    index = 0
    while index < len(listed):
        token = listed[index]
        if token.kind != "text" or index in remedies:
            index += 1
            continue
        before = listed[index - 2].text if index > 1 and listed[index - 1].kind == "=" else listed[index - 1].text
        is_name = listed[index - 1].kind == "=" and before in NAMES
        text, index = token.text, index + 1
        while index + 1 < len(listed) and listed[index].kind == "+" and not text.count("\n"):
            if listed[index + 1].kind == "text":
                text += listed[index + 1].text
            elif not text.endswith(VARIABLE):
                text += VARIABLE
            if listed[index + 1].kind != "text":
                index += 1
                break
            index += 2
        text = ECHO.sub(r"\1", text)
        is_sentence = before in THROWS or SENTENCE.search(text.partition("\n")[0])
        if is_sentence and not is_name and not CODE.match(text) and not OTHER.match(text):
            yield text, token.line
