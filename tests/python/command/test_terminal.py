import io
import os
import sys

import pytest

from kernel_builder.command.terminal import is_terminal, show_no_bars_of_the_hub_in_a_pipe, wants_colour


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    "variables, terminal, colour",
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_colours_are_for_terminals_whose_reader_wants_them(monkeypatch, variables, terminal, colour):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (is_terminal(Terminal()), wants_colour(Terminal())) == (terminal, colour)
    assert not is_terminal(io.StringIO()) and not wants_colour(io.StringIO())


@pytest.mark.parametrize("stream, value", [(io.StringIO(), "1"), (Terminal(), None)])
def test_the_bars_of_the_hub_are_off_in_a_pipe(monkeypatch, stream, value):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("HF_HUB_DISABLE_PROGRESS_BARS", "")
    monkeypatch.delenv("HF_HUB_DISABLE_PROGRESS_BARS")
    monkeypatch.setattr(sys, "stderr", stream)
    show_no_bars_of_the_hub_in_a_pipe()
    assert os.environ.get("HF_HUB_DISABLE_PROGRESS_BARS") == value
