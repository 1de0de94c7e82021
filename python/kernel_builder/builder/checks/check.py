"""The form of a check: each module of this package that is one has these two names."""

from collections.abc import Callable
from typing import Protocol


class Check(Protocol):
    """A module that checks one rule."""

    @property
    def RULE(self) -> str:
        """The rule and its source, one line."""

    @property
    def check(self) -> Callable[..., str]:
        """Check a variant's folder; returns one line about it, raises CheckError if the variant breaks the rule.

        A check in BUILD_CHECKS takes further arguments by keyword: strings and lists of strings, as JSON has them.
        """
