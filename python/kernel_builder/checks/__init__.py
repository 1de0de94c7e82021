"""What a built variant must be: one module per check, in the order in which they run.

A check is a function of the variant's folder that returns a line about what it found, and raises CheckError where
a rule is broken.
"""

import pathlib
from typing import Callable, Dict

from kernel_builder.checks import abi, layout, libraries, metadata, ops, store_paths

CHECKS: Dict[str, Callable[[pathlib.Path], str]] = {
    "layout": layout.check,
    "libraries": libraries.check,
    "abi": abi.check,
    "ops": ops.check,
    "store-paths": store_paths.check,
    "metadata": metadata.check,
}
