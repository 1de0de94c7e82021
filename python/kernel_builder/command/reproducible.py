"""Where two builds of the same sources differ."""

import pathlib


def _files(folder: pathlib.Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def differences(first: pathlib.Path, second: pathlib.Path) -> list[str]:
    """A line for each file that two folders do not have alike, with the first byte in which it differs, counted from 0."""
    lines = []
    for name in sorted({*_files(first), *_files(second)}):
        found = [folder / name for folder in (first, second)]
        if not all(path.is_file() for path in found):
            lines.append(f"{name}: only one of the builds has it")
            continue
        a, b = (path.read_bytes() for path in found)
        if a != b:
            byte = next((i for i, pair in enumerate(zip(a, b)) if pair[0] != pair[1]), min(len(a), len(b)))
            lines.append(f"{name}: byte {byte} of {len(a)}")
    return lines
