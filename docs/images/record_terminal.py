#!/usr/bin/env python3
"""Record the commands of the README's section "Your own kernel" as an animation, docs/images/first-kernel.svg.

They run in a pseudo-terminal, in an empty home folder that is removed afterwards, with the command of this repository.
Needs Nix, and pyte, which reads the terminal's output: `pip install pyte`.
"""

import contextlib
import fcntl
import os
import pathlib
import pty
import re
import select
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator

import pyte
from terminal_svg import Piece, to_svg

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
COLUMNS, ROWS = 106, 22
# Bash prints this, which no terminal shows, before each prompt.
READY = b"\033]0;ready\007"
# Seconds: between keys, the longest pause that is kept, and the shortest time between two pictures.
KEY, PAUSE, MOMENT = 0.06, 1.0, 0.04
# Keys that are sent at once: half as many pictures.
KEYS = 2
LONGEST = 600


def readme_commands() -> "list[str]":
    """The commands of the README's section "Your own kernel"."""
    section = (REPOSITORY / "README.md").read_text().partition("\n## Your own kernel\n")[2]
    (block,) = re.findall(r"\A\n((?:    .*\n)+)", section)
    return [line.strip() for line in block.splitlines()]


@contextlib.contextmanager
def terminal(home: pathlib.Path) -> Iterator[int]:
    """A pseudo-terminal with bash in a home folder; its file descriptor."""
    command = home.parent / "command"
    features = ["--extra-experimental-features", "nix-command flakes"]
    flake = f"path:{REPOSITORY}"
    subprocess.run(["nix", *features, "build", "--out-link", command, f"{flake}#kernel-builder"], check=True)
    # New kernels name the published kernel-builder; the recording names this one, which needs no network. A comment in
    # a source makes the sources new, so that they are built: the store may have the build of an earlier recording.
    start = home.parent / "start.sh"
    start.write_text(
        f"""
        PS1='\\w $ ' PROMPT_COMMAND='printf "\\033]0;ready\\007"'
        kernel-builder() {{
          local words=("$@")
          [ "$1" != init ] || words+=(--builder {shlex.quote(flake)})
          command kernel-builder "${{words[@]}}" || return
          [ "$1" != init ] || sed -i "1i // $EPOCHREALTIME" */*_cpu/add_scaled.cpp
        }}
        """
    )
    environment = {
        "HOME": str(home),
        "PATH": f"{command}/bin:{os.environ['PATH']}",
        "TERM": "xterm-256color",
        # Without caches, nothing depends on whether their hosts answer.
        "NIX_CONFIG": "substituters =\nwarn-dirty = false",
        "XDG_CACHE_HOME": str(home.parent / "cache"),
        **{name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "KERNEL_BUILDER_"))},
    }
    child, descriptor = pty.fork()
    if child == 0:
        os.chdir(home)
        os.execvpe("bash", ["bash", "--noprofile", "--rcfile", str(start), "-i"], environment)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    yield descriptor
    with contextlib.suppress(OSError):
        os.write(descriptor, b"\004")
    os.waitpid(child, 0)


def read_until_ready(descriptor: int, count: int = 1) -> "list[tuple[float, bytes]]":
    """The output of a terminal up to its next prompt, with times. Raises TimeoutError after ten minutes."""
    output, start = [], time.monotonic()
    while sum(data.count(READY) for _, data in output) < count:
        if time.monotonic() - start > LONGEST:
            raise TimeoutError(b"".join(data for _, data in output).decode(errors="replace"))
        if select.select([descriptor], [], [], 0.2)[0]:
            output.append((time.monotonic(), os.read(descriptor, 65536)))
    return output


def record(commands: "list[str]") -> "list[tuple[float, bytes]]":
    """The output of a terminal in which the commands are typed: the time of each part, and the part."""
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder) / "home"
        home.mkdir()
        with terminal(home) as descriptor:
            output = read_until_ready(descriptor)
            for line in commands:
                for start in range(0, len(line), KEYS):
                    time.sleep(KEY * KEYS)
                    os.write(descriptor, line[start : start + KEYS].encode())
                    output.append((time.monotonic(), os.read(descriptor, 65536)))
                time.sleep(0.3)
                os.write(descriptor, b"\n")
                output += read_until_ready(descriptor)
    return output


def shortened(output: "list[tuple[float, bytes]]") -> "list[tuple[float, bytes]]":
    """The output from time 0, with shorter pauses, and with parts in one moment put together."""
    result: list[tuple[float, bytes]] = []
    now, before = 0.0, output[0][0]
    for at, data in output:
        now, before = now + min(at - before, PAUSE), at
        if result and now - result[-1][0] < MOMENT:
            result[-1] = (result[-1][0], result[-1][1] + data)
        else:
            result.append((now, data))
    return result


def style_of(character: "pyte.screens.Char") -> str:
    """The classes of a character: its color, and bold."""
    color = {"default": "", "brown": "yellow"}.get(character.fg, character.fg)
    return f"{color} {'bold' if character.bold else ''}".strip()


def lines_of(screen: "pyte.HistoryScreen") -> "dict[int, list[tuple[str, str]]]":
    """The lines on a screen by their number since the start: for each column, a character and its style."""
    first = len(screen.history.top)
    lines = {}
    for row in range(screen.lines):
        characters = [screen.buffer[row][column] for column in range(screen.columns)]
        while characters and characters[-1].data == " ":
            characters.pop()
        lines[first + row] = [(character.data, style_of(character)) for character in characters]
    return lines


def pieces_of(line: int, column: int, characters: "list[tuple[str, str]]", start: float) -> "list[Piece]":
    """The pieces of a part of a line: words of one style with one space between them, which no viewer closes up."""
    pieces, begin = [], 0
    for end in range(1, len(characters) + 1):
        if end == len(characters) or characters[end][1] != characters[begin][1]:
            text = "".join(data for data, _ in characters[begin:end])
            for words in re.finditer(r"\S+(?: \S+)*", text):
                pieces.append(Piece(line, column + begin + words.start(), words[0], characters[begin][1], start))
            begin = end
    return pieces


def timeline(output: "list[tuple[float, bytes]]") -> "tuple[list[Piece], list[tuple[float, int]]]":
    """The pieces of text, and at which times which line is the first on the screen."""
    screen = pyte.HistoryScreen(COLUMNS, ROWS, history=10000)
    stream = pyte.ByteStream(screen)
    shown: dict[int, list[tuple[str, str]]] = {}
    pieces: list[Piece] = []
    scrolls = [(0.0, 0)]
    for at, data in output:
        stream.feed(data)
        for line, characters in lines_of(screen).items():
            old = shown.get(line, [])
            if characters == old:
                continue
            if characters[: len(old)] == old:
                # Typed keys only add to the line.
                pieces += pieces_of(line, len(old), characters[len(old) :], at)
            else:
                for piece in pieces:
                    if piece.line == line and piece.end is None:
                        piece.end = at
                pieces += pieces_of(line, 0, characters, at)
            shown[line] = characters
        first = len(screen.history.top)
        if first != scrolls[-1][1]:
            scrolls.append((at, first))
    return pieces, scrolls


def main() -> None:
    commands = readme_commands()
    output = shortened(record(commands))
    pieces, scrolls = timeline(output)
    text = to_svg(
        pieces, scrolls, columns=COLUMNS, rows=ROWS, duration=output[-1][0],
        title="A terminal in which these commands make a kernel, build it and test it: " + "; ".join(commands),
    )  # fmt: skip
    (HERE / "first-kernel.svg").write_text(text)
    print(f"wrote first-kernel.svg: {len(text.encode()) / 1024:.0f} KiB, {output[-1][0]:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
