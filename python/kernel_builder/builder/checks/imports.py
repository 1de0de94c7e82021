"""On load, a kernel imports only packages that come with Torch or that build.toml declares."""

import ast
import pathlib
import sys
from collections.abc import Iterator
from typing import NamedTuple

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.python_source import parse
from kernel_builder.builder.variants import metadata_of

RULE = "a kernel loads with Torch, `kernels` and the packages in metadata.json (python-depends), and nothing else"
# Torch, the requirements of its wheels (their METADATA), and the loader. Triton comes with Torch's builds for GPUs.
ALWAYS = {
    "torch",
    "filelock",
    "fsspec",
    "jinja2",
    "networkx",
    "setuptools",
    "sympy",
    "typing_extensions",
    "triton",
    "kernels",
}
# Name in python-depends → name of the package in an import (python_depends.json of `kernels`).
DECLARED = {"einops": "einops", "helion": "helion", "tvm-ffi": "tvm_ffi", "nvidia-cutlass-dsl": "cutlass"}


class Import(NamedTuple):
    """A package that a module imports, and the line of the import."""

    line: int
    package: str


def _when_loaded(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run whenever a module is loaded, without statements in a `try` or an `if`.

    A `try` allows the import to fail. An `if` tests whether the package is installed, or serves type checkers.
    """
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Try, ast.If)):
            continue
        yield statement
        for inner in ("body", "orelse"):
            yield from _when_loaded(getattr(statement, inner, []))


def imported(tree: ast.Module) -> Iterator[Import]:
    """The packages that a module imports on load by absolute names."""
    for statement in _when_loaded(tree.body):
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                yield Import(statement.lineno, alias.name.partition(".")[0])
        elif isinstance(statement, ast.ImportFrom) and statement.level == 0 and statement.module:
            yield Import(statement.lineno, statement.module.partition(".")[0])


def _standard() -> set[str]:
    """The modules of Python's standard library; empty in Python 3.9, which has no list. Builds run 3.11."""
    return set(getattr(sys, "stdlib_module_names", ()))


def check(variant: pathlib.Path) -> str:
    standard = _standard()
    if not standard:
        return "not checked: needs Python 3.10"
    declared = {DECLARED.get(name, name) for name in metadata_of(variant).get("python-depends", [])}
    files = sorted(variant.rglob("*.py"))
    packages: set[str] = set()
    for path in files:
        for line, package in imported(parse(path)):
            if package not in standard | ALWAYS | declared:
                raise CheckError(
                    f"{path.relative_to(variant)}:{line}: it imports {package}, which build.toml does not declare",
                    f"add it to general.python-depends (known: {', '.join(sorted(DECLARED))}),",
                    "or import it inside the function that uses it",
                )
            packages.add(package)
    return f"{', '.join(sorted(packages - standard)) or 'nothing'} in {len(files)} Python files"
