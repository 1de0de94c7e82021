"""What a kernel imports when it is loaded is what Torch brings, or what build.toml says that it needs."""

import ast
import pathlib
import sys
from collections.abc import Iterator
from typing import NamedTuple

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.python_source import parse
from kernel_builder.builder.variants import metadata_of

RULE = "a kernel loads where Torch and `kernels` are, and what metadata.json names (python-depends)"
# Torch, what its wheels ask for (their METADATA), and what loads the kernel. Triton comes with Torch's builds for GPUs.
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
# Names in python-depends → what is imported (python_depends.json of `kernels`).
DECLARED = {"einops": "einops", "helion": "helion", "tvm-ffi": "tvm_ffi", "nvidia-cutlass-dsl": "cutlass"}


class Import(NamedTuple):
    line: int
    package: str


def _when_loaded(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is loaded, less those that may fail: in a `try`, or only for type checkers."""
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Try)):
            continue
        if isinstance(statement, ast.If):
            # Under a condition the kernel knows by itself whether it has the package.
            continue
        yield statement
        for inner in ("body", "orelse"):
            yield from _when_loaded(getattr(statement, inner, []))


def imported(tree: ast.Module) -> Iterator[Import]:
    """The packages that a module imports when it is loaded, by absolute names."""
    for statement in _when_loaded(tree.body):
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                yield Import(statement.lineno, alias.name.partition(".")[0])
        elif isinstance(statement, ast.ImportFrom) and statement.level == 0 and statement.module:
            yield Import(statement.lineno, statement.module.partition(".")[0])


def _standard() -> set[str]:
    # Python 3.9 does not know what its own library is called; builds have 3.11.
    return set(getattr(sys, "stdlib_module_names", ()))


def check(variant: pathlib.Path) -> str:
    standard = _standard()
    if not standard:
        return "not checked: needs Python 3.10"
    declared = {DECLARED.get(name, name) for name in metadata_of(variant).get("python-depends", [])}
    files = sorted(variant.rglob("*.py"))
    found: set[str] = set()
    for path in files:
        for line, package in imported(parse(path)):
            if package not in standard | ALWAYS | declared:
                raise CheckError(
                    f"{path.relative_to(variant)}:{line}: it imports {package}, which build.toml does not declare",
                    f"add it to general.python-depends, which knows {', '.join(sorted(DECLARED))},",
                    "or import it inside the function that uses it",
                )
            found.add(package)
    return f"{', '.join(sorted(found - standard)) or 'nothing'} in {len(files)} Python files"
