"""Parses build.toml, within limits: the file may come from anybody."""

import pathlib
from typing import Any

import tomli

from kernel_builder.builder.errors import ConfigError

FILE = "build.toml"
# In bytes. No kernel needs a hundredth of this, and parsers take time.
LARGEST = 64 * 1024
LONGEST_LINE = 4096


def _content(folder: pathlib.Path) -> bytes:
    path = folder / FILE
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ConfigError(f"{FILE}: the file has {size} bytes", f"the limit is {LARGEST} bytes")
        return path.read_bytes()
    except OSError as error:
        remedy = "run this in a kernel's folder, or name the folder as the argument"
        raise ConfigError(f"{path}: {error.strerror}", remedy) from None


def read_table(folder: pathlib.Path) -> dict[str, Any]:
    """Parse the build.toml in a folder; raises ConfigError if it is missing, too large, or not TOML."""
    content = _content(folder)
    for number, line in enumerate(content.split(b"\n"), 1):
        if len(line) > LONGEST_LINE:
            problem = f"{FILE}:{number}: the line has {len(line)} bytes"
            raise ConfigError(problem, f"break the line: the limit is {LONGEST_LINE} bytes")
    try:
        return tomli.loads(content.decode())
    except RecursionError:
        raise ConfigError(f"{FILE}: values are nested too deeply", "none needs more than two levels") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{FILE}: byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{FILE}:{error.lineno}:{error.colno}: {error.msg}", "correct the line") from None
