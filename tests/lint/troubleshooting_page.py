"""The entries of docs/troubleshooting.md: the words of messages that it explains, and how they stand for messages.

An entry is a code span in the first column of a table. In it, `…` and words in capital letters stand for variable
parts. A `…` at its end also stands for the rest of a long message: such an entry is
for one message.
"""

import re
from typing import NamedTuple

import tracked
from messages import VARIABLE, has_words, normalized

PAGE = tracked.REPOSITORY / "docs/troubleshooting.md"
# The section with messages that no file here has.
OTHERS = "Messages of other programs"
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
CELL = re.compile(r"^\| (.*?)(?<!\\) \| ")
CAPITALS = re.compile(r"[A-Z]{2,}")
SMALL = re.compile(r"\b[A-Z]?[a-z]+")
# Words that a long message must have before the part that an entry leaves out.
LEAST_WORDS = 3


class Entry(NamedTuple):
    """Words of a message. of_others: whether another program prints it."""

    text: str
    line: int
    of_others: bool

    @property
    def is_cut(self) -> bool:
        """Whether the entry may leave out the end of a message."""
        return self.text.endswith(VARIABLE) and len(SMALL.findall(self.text)) >= LEAST_WORDS

    def matches(self, message: str) -> bool:
        """Whether a normalized message has these words."""
        return re.fullmatch(_pattern(self.text), message) is not None

    def begins(self, message: str) -> bool:
        """Whether a message has these words at its beginning, and the entry leaves out the rest."""
        start = self.text[: -len(VARIABLE)].rstrip()
        return self.is_cut and not self.matches(message) and re.match(_pattern(start) + r"\W", message) is not None


def _pattern(words: str) -> str:
    """The regular expression of a normalized message with these words."""
    parts, position = "", 0
    for match in CAPITALS.finditer(words):
        parts += re.escape(words[position : match.start()]) + f"(?:{match.group()}|{VARIABLE}|[0-9.]+)"
        position = match.end()
    return parts + re.escape(words[position:])


def spans(text: str) -> list[str]:
    """The code spans of a text."""
    return [match[2].strip() if len(match[1]) > 1 else match[2] for match in SPAN.finditer(text)]


def _words_of(line: str) -> str:
    """The first cell of a table's row, which has the words of messages; empty for other lines."""
    cell = CELL.match(line)
    return cell[1] if cell else ""


def entries(page: str) -> list[Entry]:
    """The entries of the page."""
    section, found = "", []
    for number, line in enumerate(page.splitlines(), 1):
        if line.startswith("## "):
            section = line.removeprefix("## ")
        texts = spans(_words_of(line).replace("\\|", "|"))
        found += [Entry(normalized(text), number, section == OTHERS) for text in texts]
    return found


def without_words(page: str) -> str:
    """The page without the words of messages, so that only what a reader is to do is left."""
    return "\n".join(line.replace(_words_of(line), "") for line in page.splitlines())


def missing(messages: list[str], listed: list[Entry]) -> list[str]:
    """The messages that no entry has."""
    own = [entry for entry in listed if not entry.of_others]
    return [text for text in messages if not any(entry.matches(text) or entry.begins(text) for entry in own)]


def stale(messages: list[str], listed: list[Entry]) -> list[str]:
    """The entries, as `LINE: WORDS`, whose message is gone, and those that stand for no message or for several."""
    wrong = []
    for entry in listed:
        matching = [text for text in messages if entry.matches(text)]
        beginning = [text for text in messages if entry.begins(text)]
        one = len(beginning) == 1 if not matching else not beginning
        if not entry.of_others and not (has_words(entry.text) and one):
            wrong.append(f"{entry.line}: {entry.text}")
    return wrong
