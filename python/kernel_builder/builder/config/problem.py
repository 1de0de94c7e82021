"""One mistake in build.toml."""

from typing import NamedTuple

from kernel_builder.builder.config.toml_file import FILE
from kernel_builder.builder.errors import ConfigError

LONGEST_PATH = 100


class Problem(NamedTuple):
    """A mistake in build.toml, and a way to correct it.

    path: dotted key, "" for the file as a whole. line: the key's line, counted from 1, 0 if it has none.
    value: the wrong value, shortened; "" if there is none, or if the value is not the mistake.
    """

    path: str
    message: str
    remedy: str
    line: int = 0
    value: str = ""

    def error(self) -> ConfigError:
        """The problem as an error to raise or show."""
        where = f"{FILE}:{self.line}: " if self.line else f"{FILE}: "
        key = f"{self.path[:LONGEST_PATH]}: " if self.path else ""
        value = f", found {self.value}" if self.value and self.value not in self.message else ""
        return ConfigError(where + key + self.message + value, self.remedy)
