"""The differences between two builds of the same sources."""

import pathlib


def _files(folder: pathlib.Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _first_difference(a: bytes, b: bytes) -> int:
    """The position of the first byte in which two contents differ, counted from 0."""
    return next((i for i, (byte, other) in enumerate(zip(a, b)) if byte != other), min(len(a), len(b)))


def differences(first: pathlib.Path, second: pathlib.Path) -> list[str]:
    """A line for each file that is not the same in two folders."""
    lines = []
    for name in sorted(_files(first) | _files(second)):
        a, b = first / name, second / name
        if not (a.is_file() and b.is_file()):
            lines.append(f"{name}: only the {'first' if a.is_file() else 'second'} build has it")
        elif a.read_bytes() != b.read_bytes():
            byte = _first_difference(a.read_bytes(), b.read_bytes())
            lines.append(f"{name}: byte {byte} of {a.stat().st_size}")
    return lines
