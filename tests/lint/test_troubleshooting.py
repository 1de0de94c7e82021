"""docs/troubleshooting.md has every message of the sources, and none that the sources no longer have."""

import re

import pytest
import troubleshooting_page as page
from all_messages import collected

from kernel_builder.builder import compile_hints
from kernel_builder.command.nix import readable

PLACES = {message.text: message.place for listed in collected().values() for message in listed}
ENTRIES = page.entries(page.PAGE.read_text())


def entries(*words: str) -> list[page.Entry]:
    """The entries of a page with one table. A row has some words, in code."""
    return page.entries("".join(f"| {text} | do it |\n" for text in words))


def test_every_message_is_on_the_page():
    missing = [f"{PLACES[text]}: {text}" for text in page.missing(list(PLACES), ENTRIES)]
    assert not missing, "add a row to docs/troubleshooting.md for:\n" + "\n".join(missing)


def test_every_entry_is_a_message():
    stale = page.stale(list(PLACES), ENTRIES)
    assert not stale, "no message of the sources has these words of docs/troubleshooting.md:\n" + "\n".join(stale)


def test_each_error_of_nix_and_of_a_compiler_that_has_a_hint_is_on_the_page():
    others = [entry.text for entry in ENTRIES if entry.of_others]
    patterns = [rule.pattern for rule in readable.RULES + compile_hints.RULES]
    unknown = [pattern for pattern in patterns if not any(re.search(pattern, text) for text in others)]
    assert patterns and not unknown, "add an example of what these match to docs/troubleshooting.md: " + repr(unknown)


def test_an_invented_message_is_missing():
    assert page.missing(["the moon is full"], ENTRIES) == ["the moon is full"]


def test_an_invented_entry_is_stale():
    assert page.stale(list(PLACES), entries("`the moon is full`")) == ["1: the moon is full"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("`FILE: no disk`", "…: no disk"),
        ("``no `tests` ``", "no `tests`"),
        ("`error: the NAME is full`", "the NAME is full"),
        ("`the disk is full: …`", "the disk is full: free some of it"),
        ("`the disk is full: …`", "the disk is full: …"),
    ],
)
def test_words_stand_for_a_message(row, message):
    assert page.missing([message], entries(row)) == []
    assert page.stale([message], entries(row)) == []


def test_a_row_may_have_the_words_of_several_messages():
    listed = ["…: no disk", "is slow"]
    assert page.missing(listed, entries("`FILE: no disk`<br>`is slow`")) == []
    assert page.stale(listed, entries("`FILE: no disk`<br>`is slow`")) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("`no disk`", "no disk is there"),
        ("`FILE: no disk`", "no disk"),
        ("`FILE: REASON`", "the disk: is full"),
        ("`the …`", "the disk is full"),
        ("`disk is full…`", "the disk is full of files"),
        ("no disk", "no disk"),
    ],
)
def test_words_do_not_stand_for_another_message(row, message):
    assert page.missing([message], entries(row)) == [message]


def test_words_that_leave_out_the_end_stand_for_one_message_only():
    listed = ["the disk is full: free it", "the disk is full: buy another"]
    assert page.stale(listed, entries("`the disk is full: …`")) == ["1: the disk is full: …"]


def test_messages_of_other_programs_need_no_source_and_stand_for_none():
    listed = page.entries(f"## {page.OTHERS}\n| `the moon is full` | wait |\n")
    assert page.stale([], listed) == []
    assert page.missing(["the moon is full"], listed) == ["the moon is full"]


def test_the_page_without_the_words_keeps_what_to_do():
    assert page.without_words("| `kernel-builder is old` | `git pull` |\n") == "|  | `git pull` |"
