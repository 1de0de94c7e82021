"""The values that a shell offers for options: variants and names of checks.

A shell asks while the user types, so these functions print nothing and raise nothing.
"""

import pathlib
from typing import Any

import click


def _folder(context: click.Context) -> pathlib.Path:
    """The kernel's folder, as far as it is typed."""
    return pathlib.Path(context.params.get("folder") or ".")


def complete_variants(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The short names of the kernel's variants that can be built here."""
    from contextlib import redirect_stderr
    from io import StringIO

    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.nix.program import current_system

    try:
        with redirect_stderr(StringIO()):
            variants: list[dict[str, Any]] = Nix(_folder(context)).evaluate("lib.variants").get(current_system(), [])
    except (UserError, OSError):
        return []
    return [row["short"] for row in variants if not row["notBuildable"] and row["short"].startswith(incomplete)]


def complete_checks(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names of the checks that need only a built variant."""
    from kernel_builder.builder.checks import CHECKS

    return [name for name in CHECKS if name.startswith(incomplete)]
