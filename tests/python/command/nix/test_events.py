import json

import pytest

from kernel_builder.command.nix.events import Events
from kernel_builder.command.nix.transfers import SMALLEST

DERIVATION = "/nix/store/00000000000000000000000000000000-relu-torch213.drv"


class Shown:
    """A display that keeps what it is asked to show."""

    def __init__(self, shows_builds=False):
        self.shows_builds = shows_builds
        self.lines, self.states, self.downloads, self.closed = [], [], {}, False

    def print(self, line):
        self.lines.append(line)

    def status(self, text):
        self.states.append(text)

    def progress(self, key, name, arrived, size):
        self.downloads[key] = (name, arrived, size)

    def end(self, key):
        self.downloads.pop(key, None)

    def close(self):
        self.closed = True


def send(events, **event):
    events.line(f"@nix {json.dumps(event)}\n")


def begin(events, kind=105, fields=(DERIVATION, "", 1, 1), id=1):
    send(events, action="start", id=id, level=3, type=kind, text=f"building '{fields[0]}'", fields=list(fields))


@pytest.mark.parametrize("quiet, lines", [(False, ["error: no", "note", "plain"]), (True, ["error: no", "plain"])])
def test_messages_are_printed_without_colours_in_a_pipe(quiet, lines):
    shown = Shown()
    events = Events(logs=False, quiet=quiet, transfers=shown)
    send(events, action="msg", level=0, msg="\x1b[31;1merror:\x1b[0m no")
    send(events, action="msg", level=3, msg="note")
    send(events, action="msg", level=5, msg="chatter")
    events.line("plain\n")
    assert shown.lines == lines and events.errors == ["error: no"]


def test_messages_about_builds_that_were_not_started_are_kept_and_not_printed():
    shown = Shown()
    events = Events(logs=False, quiet=False, transfers=shown)
    messages = [
        "error: builder for '/nix/store/a.drv' failed with exit code 1",
        "error: 2 dependencies of derivation '/nix/store/b.drv' failed to build",
        "error: Cannot build '/nix/store/c.drv'.\n       Reason: 1 dependency failed.",
    ]
    for message in messages:
        send(events, action="msg", level=0, msg=message)
    assert shown.lines == messages[:1] and events.errors == messages


def test_a_cache_that_does_not_answer_is_one_line(monkeypatch):
    monkeypatch.setattr("kernel_builder.command.nix.events.reported_caches", set())
    shown = Shown()
    for _ in range(2):
        events = Events(logs=False, quiet=False, transfers=shown)
        send(events, action="msg", level=1, msg="warning: unable to download 'https://c.test/nix-cache-info': no (6)")
        send(events, action="msg", level=0, msg="disabling binary cache 'https://c.test' for 60 seconds")
    assert shown.lines == ["no answer from https://c.test, going on without this binary cache"]
    assert events.errors == []


@pytest.mark.parametrize("terminal, lines", [(False, [f"building '{DERIVATION}'..."]), (True, [])])
def test_builds_are_lines_in_a_pipe_and_the_status_on_a_terminal(terminal, lines):
    shown = Shown(terminal)
    events = Events(logs=False, quiet=False, transfers=shown)
    send(events, action="start", id=9, level=0, type=104, text="", fields=[])
    send(events, action="result", id=9, type=105, fields=[1, 3, 2, 0])
    begin(events)
    send(events, action="result", id=1, type=101, fields=["[1/2] Building a.cpp.o"])
    assert shown.lines == lines
    assert shown.states == [
        "[1/3] relu-torch213, 2 running",
        "[1/3] relu-torch213: [1/2] Building a.cpp.o, 2 running",
    ]


@pytest.mark.parametrize("seconds, left", [(200, "7 min left"), (40, "80 s left")])
def test_the_status_names_the_source_and_estimates_the_time_left(seconds, left):
    shown, times = Shown(True), iter([0.001, seconds, seconds])
    events = Events(logs=False, quiet=False, transfers=shown, clock=lambda: next(times))
    send(events, action="start", id=9, level=0, type=104, text="", fields=[])
    send(events, action="result", id=9, type=105, fields=[20, 60, 1, 0])
    begin(events, fields=("/nix/store/" + 32 * "0" + "-flash-object-csrc-fwd.cu.drv", "", 1, 1))
    assert shown.states == [f"[20/60] csrc-fwd.cu, {left}"]


@pytest.mark.parametrize("logs, lines", [(True, ["relu-torch213> a line"]), (False, [])])
def test_the_lines_of_logs_name_their_build(logs, lines):
    shown = Shown(True)
    events = Events(logs=logs, quiet=False, transfers=shown)
    begin(events)
    send(events, action="result", id=1, type=101, fields=["a line"])
    assert shown.lines == lines


def test_a_download_is_shown_from_its_first_bytes_to_its_end():
    shown = Shown()
    events = Events(logs=False, quiet=False, transfers=shown)
    send(events, action="start", id=4, level=4, type=101, text="fetching torch", fields=["torch.whl"])
    send(events, action="result", id=4, type=105, fields=[10, 10 * SMALLEST, 0, 0])
    assert shown.downloads == {4: ("torch.whl", 10, 10 * SMALLEST)} and shown.lines == []
    send(events, action="stop", id=4)
    events.close()
    assert shown.downloads == {} and shown.closed


def test_small_files_and_unknown_events_are_not_shown():
    shown = Shown()
    events = Events(logs=False, quiet=False, transfers=shown)
    send(events, action="start", id=4, level=4, type=101, text="", fields=["a.whl"])
    send(events, action="result", id=4, type=105, fields=[1, SMALLEST - 1, 0, 0])
    send(events, action="result", id=77, type=105, fields=[1, 2, 0, 0])
    send(events, action="of a later Nix", id=5)
    assert shown.downloads == {} and shown.lines == []
