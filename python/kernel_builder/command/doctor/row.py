"""A row of the doctor's table."""

from typing import Literal, NamedTuple, Optional


class Row(NamedTuple):
    """The result of one check.

    status: `ok`; `note`, if builds for the CPU work but something is worse than it could be; `wrong`, if they cannot
    work. value: what the machine has. problem, remedy: what is wrong, and the line that mends it; a row that is `ok`
    has neither.
    """

    name: str
    status: Literal["ok", "note", "wrong"]
    value: str
    problem: Optional[str] = None
    remedy: Optional[str] = None
