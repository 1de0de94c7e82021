"""Downloads in progress: bars on a terminal, in a pipe a line every few seconds."""

import sys
import time
from typing import Callable, NamedTuple, Optional, Protocol, TextIO

from tqdm import tqdm

# Smaller files arrive before anybody could read about them.
SMALLEST = 5_000_000
# Columns for the name of a file.
NAME = 28
BAR = "{desc}  {percentage:3.0f}% {bar}  {n_fmt} of {total_fmt}  {rate_fmt}  {remaining} left"
# Seconds between two lines about the same download.
INTERVAL = 5.0


def amount(size: int) -> str:
    """Bytes for people, in units of 1000: `530 MB`."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6)):
        if size >= factor:
            number = size / factor
            return f"{number:.1f} {unit}" if unit == "GB" else f"{number:.0f} {unit}"
    return f"{size / 1000:.0f} kB"


def short_name(name: str) -> str:
    """The name of a file for people: of a wheel, its distribution and version."""
    return "-".join(name.split("-")[:2]) if name.endswith(".whl") else name


class Transfers(Protocol):
    """The display of downloads. Each has a key. shows_builds: whether it shows what is being built."""

    shows_builds: bool

    def print(self, line: str) -> None:
        """Print a line of text above the bars."""

    def status(self, text: str) -> None:
        """Show what is being built; empty if nothing is."""

    def progress(self, key: int, name: str, arrived: int, size: int) -> None:
        """arrived, size: in bytes."""

    def end(self, key: int) -> None:
        """The download has ended. It may be one that was never shown."""

    def close(self) -> None:
        """Remove everything from the terminal that is not text."""


class Bars:
    """Bars with bytes, rate and time left, drawn by tqdm, and below them a line that tells what is being built."""

    shows_builds = True

    def __init__(self, stream: TextIO = sys.stderr):
        self.stream = stream
        self.bars: dict[int, tqdm] = {}
        self.line: Optional[tqdm] = None

    def print(self, line: str) -> None:
        tqdm.write(line, file=self.stream)

    def status(self, text: str) -> None:
        if self.line is None:
            self.line = tqdm(bar_format="{desc}", leave=False, dynamic_ncols=True, file=self.stream)
        self.line.set_description_str(text[: (self.line.ncols or 80) - 1])

    def progress(self, key: int, name: str, arrived: int, size: int) -> None:
        bar = self.bars.get(key)
        if bar is None:
            bar = self.bars[key] = tqdm(
                desc=short_name(name)[:NAME].ljust(NAME),
                total=size,
                unit="B",
                unit_scale=True,
                leave=False,
                dynamic_ncols=True,
                bar_format=BAR,
                file=self.stream,
            )
        bar.update(arrived - bar.n)

    def end(self, key: int) -> None:
        bar = self.bars.pop(key, None)
        if bar is not None:
            bar.close()

    def close(self) -> None:
        for key in list(self.bars):
            self.end(key)
        if self.line is not None:
            self.line.close()
            self.line = None


class _Download(NamedTuple):
    """began, printed: seconds, when the first bytes were reported, and when the last line was printed."""

    name: str
    first: int
    began: float
    printed: float


class Lines:
    """Lines of text: each download has one every few seconds. clock: returns seconds."""

    shows_builds = False

    def __init__(self, stream: TextIO = sys.stderr, clock: Callable[[], float] = time.monotonic):
        self.stream = stream
        self.clock = clock
        self.downloads: dict[int, _Download] = {}

    def print(self, line: str) -> None:
        print(line, file=self.stream, flush=True)

    def status(self, text: str) -> None:
        """Nix's messages in a pipe already tell which builds begin."""

    def progress(self, key: int, name: str, arrived: int, size: int) -> None:
        now = self.clock()
        download = self.downloads.setdefault(key, _Download(name, arrived, now, now))
        if now - download.printed < INTERVAL:
            return
        self.downloads[key] = download._replace(printed=now)
        rate = (arrived - download.first) / (now - download.began)
        left = f", {(size - arrived) / rate:.0f} s left" if rate else ""
        self.print(f"fetching {short_name(name)}: {amount(arrived)} of {amount(size)}, {amount(int(rate))}/s{left}")

    def end(self, key: int) -> None:
        self.downloads.pop(key, None)

    def close(self) -> None:
        self.downloads.clear()


class Nothing:
    """No display, for --quiet: only the lines that are errors."""

    shows_builds = True

    def print(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    def status(self, text: str) -> None:
        pass

    def progress(self, key: int, name: str, arrived: int, size: int) -> None:
        pass

    def end(self, key: int) -> None:
        pass

    def close(self) -> None:
        pass
