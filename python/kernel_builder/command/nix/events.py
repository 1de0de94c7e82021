"""The output of `nix build --log-format internal-json`, line by line, as people read it.

The format is that of JSONLogger in Nix's libutil/logging.cc; the numbers of activities and results are those of
libutil/logging.hh. It has not changed since Nix 2.4.
"""

import json
import os
import sys
from typing import Any, NamedTuple, Optional

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
# Levels of messages.
ERROR, INFO = 0, 3


def transfers_for(quiet: bool) -> Transfers:
    """The display of downloads that standard error allows."""
    if quiet:
        return Nothing()
    return Bars() if is_terminal(sys.stderr) else Lines()


class _Activity(NamedTuple):
    """What Nix is doing. kind: one of the numbers above. name: of the file or the derivation."""

    kind: int
    name: str


def _name(kind: int, fields: list[Any]) -> str:
    """`relu-torch213` of the store path of its derivation; the name of a file as it is."""
    if not fields:
        return ""
    name = os.path.basename(str(fields[0]))
    return name[HASH:].removesuffix(".drv") if kind == BUILD else name


class Events:
    """Shows Nix's output. logs: print the lines of the builds' logs. quiet: print errors only."""

    def __init__(self, logs: bool, quiet: bool, transfers: Optional[Transfers] = None):
        self.logs = logs
        self.level = ERROR if quiet else INFO
        self.transfers = transfers or transfers_for(quiet)
        self.activities: dict[int, _Activity] = {}
        self.counts = ""
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
        if event["level"] == ERROR:
            self.errors.append(click.unstyle(event["msg"]))
        if event["level"] <= self.level:
            self._print(event["msg"])

    def _start(self, event: dict[str, Any]) -> None:
        kind = event.get("type", 0)
        activity = _Activity(kind, _name(kind, event.get("fields", [])))
        self.activities[event["id"]] = activity
        if kind == BUILD:
            self._show_status(short_name(activity.name))
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
            self._show_status(f"{activity.name}: {fields[0]}")
        elif event["type"] == PROGRESS and activity.kind == BUILDS:
            done, expected, running, _ = fields
            self.counts = f"{done} of {expected} built, {running} running" if expected else ""
        elif event["type"] == PROGRESS and activity.kind == FILE_TRANSFER and fields[1] >= SMALLEST:
            self.transfers.progress(event["id"], activity.name, fields[0], fields[1])

    def _show_status(self, text: str) -> None:
        self.transfers.status(click.unstyle(f"{self.counts}  {text}" if self.counts else text))
