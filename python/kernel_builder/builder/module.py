"""What a kernel's Python module offers, read from its source: nothing of it is imported."""

import ast
import pathlib
from typing import NamedTuple

from kernel_builder.builder.python_source import parse


class Offer(NamedTuple):
    """Names of the functions in `__all__`, and of the layers: classes of the submodule `layers`."""

    functions: list[str]
    layers: list[str]


def _all_of(tree: ast.Module) -> list[str]:
    """The names in the list `__all__` of a module, none if it has no plain one."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(getattr(t, "id", None) == "__all__" for t in statement.targets):
            elements = getattr(statement.value, "elts", [])
            return [element.value for element in elements if isinstance(element, ast.Constant)]
    return []


def read_module(folder: pathlib.Path) -> Offer:
    """What the module in the folder offers; raises UserError where its Python cannot be parsed."""
    names = _all_of(parse(folder / "__init__.py"))
    layers: list[str] = []
    for path in (folder / "layers.py", folder / "layers/__init__.py"):
        if path.is_file():
            tree = parse(path)
            classes = [
                node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
            ]
            layers = _all_of(tree) or classes
    inner = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir() if path.is_dir()}
    return Offer(sorted(name for name in names if name not in inner), sorted(layers))
