"""Ops that a Python file looks up under a literal namespace: `torch.ops.relu.forward`."""

import ast
import json
import pathlib
from collections.abc import Iterator
from typing import NamedTuple, Optional

# Namespaces of ops that Torch itself has; update_torch_namespaces.py prints them.
OF_TORCH = set(json.loads(pathlib.Path(__file__).with_name("torch_namespaces.json").read_text()))
# Functions of torch.ops.
FUNCTIONS = {"load_library", "import_module", "loaded_libraries"}


class Lookup(NamedTuple):
    """A use of a namespace, and its line."""

    line: int
    namespace: str


def _names_of_ops(tree: ast.Module) -> set[str]:
    """The names in a file that stand for torch.ops."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "torch"]
    return {alias.asname or alias.name for node in imports for alias in node.names if alias.name == "ops"}


def _names_of_torch(tree: ast.Module) -> set[str]:
    """The names in a file that stand for torch."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    aliases = [alias for node in imports for alias in node.names]
    return {"torch", *(alias.asname for alias in aliases if alias.name == "torch" and alias.asname)}


def lookups(tree: ast.Module) -> Iterator[Lookup]:
    """The uses of namespaces of torch.ops in a file, other than Torch's own."""
    ops, torch = _names_of_ops(tree), _names_of_torch(tree)

    def is_ops(node: ast.expr) -> bool:
        if isinstance(node, ast.Name):
            return node.id in ops
        return (
            isinstance(node, ast.Attribute)
            and node.attr == "ops"
            and isinstance(node.value, ast.Name)
            and node.value.id in torch
        )

    def lookup(node: ast.AST) -> Optional[Lookup]:
        if isinstance(node, ast.Attribute) and is_ops(node.value):
            return Lookup(node.lineno, node.attr)
        # getattr(torch.ops, "name")
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "getattr" and len(node.args) > 1:
            name = node.args[1]
            if is_ops(node.args[0]) and isinstance(name, ast.Constant) and isinstance(name.value, str):
                return Lookup(node.lineno, name.value)
        return None

    for node in ast.walk(tree):
        found = lookup(node)
        if found and found.namespace not in OF_TORCH | FUNCTIONS and not found.namespace.startswith("__"):
            yield found
