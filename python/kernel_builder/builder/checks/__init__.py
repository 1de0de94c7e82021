"""What a built variant must be: one module per check, in the order in which they run.

Each module has a function `check` of the variant's folder, that returns a line about what it found and raises CheckError
where the rule is broken, and `RULE`: what the rule is, and where it is from.
"""

import pathlib
from types import ModuleType
from typing import Any, Dict

from kernel_builder.builder.checks import abi, imports, layout, libraries, metadata, ops, stable_abi, store_paths
from kernel_builder.builder.errors import CheckError

# Those that need nothing but the variant itself.
CHECKS: dict[str, ModuleType] = {
    "layout": layout,
    "libraries": libraries,
    "abi": abi,
    "imports": imports,
    "ops": ops,
    "stable-abi": stable_abi,
    "store-paths": store_paths,
    "metadata": metadata,
}


def checks_of(variant: pathlib.Path) -> dict[str, ModuleType]:
    """Those of the checks that are for a variant: a module may say by `applies` for which it is."""
    return {name: module for name, module in CHECKS.items() if getattr(module, "applies", lambda _: True)(variant)}


def run(module: ModuleType, variant: pathlib.Path, **arguments: Any) -> str:
    """Run a check on a variant's folder; a CheckError that it raises says the rule as well."""
    try:
        return module.check(variant, **arguments)
    except CheckError as error:
        raise CheckError(error.message, *error.remedies, f"rule: {module.RULE}") from None
