"""Parses build.toml, within limits: the file may come from anybody."""

import pathlib
from typing import Any

import tomli

from kernel_builder.builder.config.model import LARGEST_INTEGER
from kernel_builder.builder.errors import ConfigError
from kernel_builder.builder.text_file import decode_text

FILE = "build.toml"
# In bytes. No kernel needs a hundredth of this, and parsers take time.
LARGEST = 1024 * 1024


def read_text(folder: pathlib.Path) -> str:
    """The text of a kernel's build.toml. Raises ConfigError if it is missing, too large or not UTF-8."""
    path = folder / FILE
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ConfigError(f"{FILE}: the file has {size} bytes", f"the limit is {LARGEST} bytes")
        content = path.read_bytes()
    except OSError as error:
        remedy = "run this in a kernel's folder, or name the folder as the argument"
        raise ConfigError(f"{path}: {error.strerror}", remedy) from None
    return decode_text(content, FILE, ConfigError)


def _check_values(value: object) -> None:
    """Refuse values that Nix cannot hold, in keys and values at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_values(key)
            _check_values(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_values(inner)
    elif isinstance(value, str) and "\0" in value:
        raise ConfigError(f"{FILE}: text must not contain a NUL", "remove `\\u0000` from the text")
    elif isinstance(value, int) and not -LARGEST_INTEGER - 1 <= value <= LARGEST_INTEGER:
        raise ConfigError(f"{FILE}: the number {str(value)[:60]} is too large", f"the largest is {LARGEST_INTEGER}")


def read_table(folder: pathlib.Path) -> dict[str, Any]:
    """Parse the build.toml in a folder; raises ConfigError if it is missing, too large, or not TOML."""
    try:
        table = tomli.loads(read_text(folder))
        _check_values(table)
    except RecursionError:
        raise ConfigError(f"{FILE}: values are nested too deeply", "none needs more than two levels") from None
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{FILE}:{error.lineno}:{error.colno}: {error.msg}", "correct the line") from None
    except ValueError as error:  # Python refuses to read a number of more than 4,300 digits
        raise ConfigError(f"{FILE}: {error}", f"the largest number is {LARGEST_INTEGER}") from None
    return table
