"""The differences between two builds of the same sources."""

import io
import json
import pathlib
from typing import TYPE_CHECKING, Any, Optional

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile

if TYPE_CHECKING:
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.plan import VariantBuild

# At most so many keys of a JSON file are shown.
MOST_KEYS = 5


def _files(folder: pathlib.Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _first_difference(a: bytes, b: bytes) -> int:
    """The position of the first byte in which two contents differ, counted from 0."""
    return next((i for i, (byte, other) in enumerate(zip(a, b)) if byte != other), min(len(a), len(b)))


def _section(content: bytes, byte: int) -> Optional[str]:
    """The name of the section of an ELF file that a byte is in; None for other files, and between sections."""
    try:
        for section in ELFFile(io.BytesIO(content)).iter_sections():
            start = section["sh_offset"]
            if section["sh_type"] != "SHT_NOBITS" and start <= byte < start + section["sh_size"]:
                return str(section.name) or None
    except (ELFError, UnicodeDecodeError):
        pass
    return None


def _keys(a: Any, b: Any, path: str = "") -> list[str]:
    """A text for each value that differs between two JSON documents: where it is, and both values."""
    if isinstance(a, dict) and isinstance(b, dict):
        names = sorted({*a, *b})
        return [text for name in names for text in _keys(a.get(name), b.get(name), f"{path}.{name}" if path else name)]
    return [] if a == b else [f"{path} is {json.dumps(a)}, and {json.dumps(b)} in the second"]


def _in_json(a: bytes, b: bytes) -> str:
    """Which values of two JSON files differ; empty for other files."""
    try:
        keys = _keys(json.loads(a), json.loads(b))
    except ValueError:
        return ""
    return "".join(f"; {text}" for text in keys[:MOST_KEYS])


def differences(first: pathlib.Path, second: pathlib.Path) -> list[str]:
    """A line for each file that is not the same in two folders: its first byte that differs, and where that is."""
    lines = []
    for name in sorted(_files(first) | _files(second)):
        a, b = first / name, second / name
        if not (a.is_file() and b.is_file()):
            lines.append(f"{name}: only the {'first' if a.is_file() else 'second'} build has it")
            continue
        content, other = a.read_bytes(), b.read_bytes()
        if content != other:
            byte = _first_difference(content, other)
            section = _section(content, byte)
            place = f", in the section {section}" if section else _in_json(content, other)
            lines.append(f"{name}: byte {byte} of {len(content)}{place}")
    return lines


def unstable_files(nix: "Nix", build: "VariantBuild", again: set[str]) -> list[str]:
    """Build a variant and its objects a second time; returns a line for each file that differs.

    again: the derivations that were built a second time before, since variants share objects. This adds to it.
    """
    lines = []
    for source, derivation in [*build.objects.items(), ("", build.extension)]:
        if derivation in again:
            continue
        again.add(derivation)
        first, second = nix.build_again(derivation)
        place = f"{source}: " if source else ""
        lines += [f"{place}{line}" for line in differences(first, second)] if second else []
    return lines
