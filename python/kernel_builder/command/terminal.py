"""Whether standard output and standard error are terminals, and whether their reader wants colours."""

import os
import sys
from typing import TextIO


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO) -> bool:
    """Whether the reader of a stream sees colours and wants them; NO_COLOR says no (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def show_no_bars_of_the_hub_in_a_pipe() -> None:
    """huggingface_hub draws progress bars also in a pipe. It reads this variable when it is imported."""
    if not is_terminal(sys.stderr):
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
