"""The output of `nix build --log-format internal-json`, line by line, as people read it.

The format is that of JSONLogger in Nix's libutil/logging.cc; the numbers of activities and results are those of
libutil/logging.hh. It has not changed since Nix 2.4.
"""

import json
import os
import re
import sys
import time
from typing import Any, Callable, NamedTuple, Optional

import click

from kernel_builder.command.nix.transfers import SMALLEST, Bars, Lines, Nothing, Transfers, short_name
from kernel_builder.command.terminal import is_terminal, wants_colour

MARK = "@nix "
# Activities.
FILE_TRANSFER, BUILDS, BUILD = 101, 104, 105
# Results.
LOG_LINE, PROGRESS = 101, 105
# The length of the hash that a name in the store begins with, and of the dash after it.
HASH = 33
# In the name of an object's derivation, between the kernel and the source (lib/objects/object.nix).
OBJECT = "-object-"
# From so many builds on, the time that they took tells about the others.
ENOUGH = 4
# In messages about builds that were not started, since another one failed.
DEPENDENCIES = re.compile(r"\d+ dependenc(y|ies)\b")
# Messages about a binary cache that does not answer. Each call of Nix prints several for each cache.
NO_CACHE_INFO = re.compile(r"unable to download '[^']+/nix-cache-info'")
NO_CACHE = re.compile(r"disabling binary cache '([^']+)'")
# Levels of messages.
ERROR, INFO = 0, 3


# The caches that this run of the command has told about.
reported_caches: set[str] = set()


def no_answer(address: str) -> str:
    """The line about a cache that does not answer; empty if this run has told it before."""
    told = address in reported_caches
    reported_caches.add(address)
    return "" if told else f"no answer from {address}, going on without this binary cache"


def transfers_for(quiet: bool) -> Transfers:
    """The display of downloads that standard error allows."""
    if quiet:
        return Nothing()
    return Bars() if is_terminal(sys.stderr) else Lines()


class _Activity(NamedTuple):
    """A build or a download that Nix has begun. kind: one of the numbers above. name: of the file or the derivation."""

    kind: int
    name: str


def _name(kind: int, fields: list[Any]) -> str:
    """`relu-torch213` of the store path of its derivation; the name of a file as it is."""
    if not fields:
        return ""
    name = os.path.basename(str(fields[0]))
    return name[HASH:].removesuffix(".drv") if kind == BUILD else name


def _source(name: str) -> str:
    """The name of a build for people: of an object, its source."""
    return short_name(name.partition(OBJECT)[2] or name)


class Progress(NamedTuple):
    """How many builds are done, how many there are in all, and how many run."""

    done: int
    expected: int
    running: int


class Events:
    """Shows Nix's output. logs: print the lines of builds. quiet: print errors only. clock: returns seconds."""

    def __init__(
        self,
        logs: bool,
        quiet: bool,
        transfers: Optional[Transfers] = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.logs = logs
        self.level = ERROR if quiet else INFO
        self.transfers = transfers or transfers_for(quiet)
        self.activities: dict[int, _Activity] = {}
        self.clock = clock
        self.progress = Progress(0, 0, 0)
        # When the first build began, in seconds.
        self.began = 0.0
        # The messages of errors.
        self.errors: list[str] = []

    def line(self, line: str) -> None:
        """Show one line of Nix's output."""
        if not line.startswith(MARK):
            self._print(line.rstrip("\n"))
            return
        event = json.loads(line[len(MARK) :])
        getattr(self, f"_{event['action']}", lambda event: None)(event)

    def close(self) -> None:
        """Leave nothing but text on the terminal."""
        self.transfers.close()

    def _print(self, text: str) -> None:
        self.transfers.print(text if wants_colour(sys.stderr) else click.unstyle(text))

    def _msg(self, event: dict[str, Any]) -> None:
        if NO_CACHE_INFO.search(event["msg"]):
            return
        if no_cache := NO_CACHE.search(event["msg"]):
            self._report_cache(no_cache[1])
            return
        if event["level"] == ERROR:
            self.errors.append(click.unstyle(event["msg"]))
            if DEPENDENCIES.search(event["msg"]):
                # The message of the build that failed is there already.
                return
        if event["level"] <= self.level:
            self._print(event["msg"])

    def _report_cache(self, address: str) -> None:
        """Tell once that a cache does not answer. No build needs one."""
        line = no_answer(address)
        if line and self.level > ERROR:
            self._print(line)

    def _start(self, event: dict[str, Any]) -> None:
        kind = event.get("type", 0)
        activity = _Activity(kind, _name(kind, event.get("fields", [])))
        self.activities[event["id"]] = activity
        if kind == BUILD:
            self._show_status(_source(activity.name))
        if event["text"] and event["level"] <= self.level and not self.transfers.shows_builds:
            self._print(f"{event['text']}...")

    def _stop(self, event: dict[str, Any]) -> None:
        if self.activities.pop(event["id"], None):
            self.transfers.end(event["id"])

    def _result(self, event: dict[str, Any]) -> None:
        activity = self.activities.get(event["id"])
        if activity is None:
            return
        fields = event.get("fields", [])
        if event["type"] == LOG_LINE and activity.kind == BUILD:
            if self.logs:
                self._print(f"{activity.name}> {fields[0]}")
            self._show_status(f"{_source(activity.name)}: {fields[0]}")
        elif event["type"] == PROGRESS and activity.kind == BUILDS:
            self.progress = Progress(*fields[:3])
            self.began = self.began or self.clock()
        elif event["type"] == PROGRESS and activity.kind == FILE_TRANSFER and fields[1] >= SMALLEST:
            self.transfers.progress(event["id"], activity.name, fields[0], fields[1])

    def _show_status(self, text: str) -> None:
        """Show what is being built: `[17/293] csrc-fwd.cu, 3 running, 4 min left`."""
        done, expected, running = self.progress
        if expected:
            running_text = f", {running} running" if running > 1 else ""
            text = f"[{done}/{expected}] {text}{running_text}{self._time_left()}"
        self.transfers.status(click.unstyle(text))

    def _time_left(self) -> str:
        """How long the other builds take if they take as long as those that are done; empty while those are few."""
        done, expected, _ = self.progress
        if done < ENOUGH or expected - done < ENOUGH:
            return ""
        seconds = (self.clock() - self.began) / done * (expected - done)
        return f", {seconds / 60:.0f} min left" if seconds >= 90 else f", {seconds:.0f} s left"
