"""Reads the public names of a kernel's Python module from its source, without importing it."""

import ast
import pathlib
from typing import NamedTuple

from kernel_builder.builder.python_source import parse


class PublicNames(NamedTuple):
    """The functions in `__all__`, and the layers: the classes of the submodule `layers`."""

    functions: list[str]
    layers: list[str]


def _all_of(tree: ast.Module) -> list[str]:
    """The names in a module's `__all__`; empty if it is missing or not a literal list."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(getattr(t, "id", None) == "__all__" for t in statement.targets):
            elements = getattr(statement.value, "elts", [])
            values = [element.value for element in elements if isinstance(element, ast.Constant)]
            return [value for value in values if isinstance(value, str)]
    return []


def _layers_of(tree: ast.Module) -> list[str]:
    """The names in `__all__` of the submodule `layers`, or its public classes if it has no `__all__`."""
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    return _all_of(tree) or classes


def read_module(folder: pathlib.Path) -> PublicNames:
    """The public names of the module in a folder; raises UserError if its Python cannot be parsed."""
    names = _all_of(parse(folder / "__init__.py"))
    layers: list[str] = []
    for path in (folder / "layers.py", folder / "layers/__init__.py"):
        if path.is_file():
            layers = _layers_of(parse(path))
    submodules = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir() if path.is_dir()}
    return PublicNames(sorted(name for name in names if name not in submodules), sorted(layers))
