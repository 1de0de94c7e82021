"""The rules for a built variant: one module per check, in the order in which the checks run.

The checks in CHECKS need only the variant's folder. The checks in BUILD_CHECKS also need tools or files that only a
build has; lib/extension and lib/backends name the checks that a build runs, with their arguments.
"""

import contextlib
import pathlib
from collections.abc import Iterator

from kernel_builder.builder.checks import (
    abi,
    device_code,
    imports,
    layout,
    libraries,
    metadata,
    ops,
    stable_abi,
    store_paths,
    symbols,
)
from kernel_builder.builder.checks.backends import BACKENDS
from kernel_builder.builder.checks.check import Check
from kernel_builder.builder.errors import CheckError

CHECKS: dict[str, Check] = {
    "layout": layout,
    "libraries": libraries,
    "abi": abi,
    "imports": imports,
    "ops": ops,
    "stable-abi": stable_abi,
    "store-paths": store_paths,
    "metadata": metadata,
}

BUILD_CHECKS: dict[str, Check] = {
    # Checks of backends run before `symbols`: for the same fault, their messages are more precise.
    **{name: check for row in BACKENDS.values() for name, check in row.checks.items()},
    "symbols": symbols,
    "device-code": device_code,
}


def checks_of(variant: pathlib.Path) -> dict[str, Check]:
    """The checks in CHECKS that apply to a variant: a module may restrict itself with a function `applies`."""
    return {name: module for name, module in CHECKS.items() if getattr(module, "applies", lambda _: True)(variant)}


@contextlib.contextmanager
def naming_rule(rule: str) -> Iterator[None]:
    """Give a CheckError that is raised inside the rule as its last remedy."""
    try:
        yield
    except CheckError as error:
        raise CheckError(error.message, *error.remedies, f"rule: {rule}") from None


def run(module: Check, variant: pathlib.Path, **arguments: object) -> str:
    """Run a check on a variant's folder and return its line for the report.

    A CheckError that the check raises gets the check's rule as its last remedy.
    """
    with naming_rule(module.RULE):
        return module.check(variant, **arguments)
