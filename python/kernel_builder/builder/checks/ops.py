"""A kernel's Python registers ops under the name of its build alone, so that two revisions load in one process."""

import ast
import pathlib
from collections.abc import Iterator
from typing import NamedTuple, Optional

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.python_source import parse

RULE = "ops are registered through the build's own id alone: two revisions of a kernel load in one process"
# Functions of torch.library that take the full name of an op first (https://pytorch.org/docs/stable/library.html), and
# the class that takes a namespace.
NAMED = {
    "custom_op",
    "define",
    "get_kernel",
    "impl",
    "impl_abstract",
    "opcheck",
    "register_autocast",
    "register_autograd",
    "register_fake",
    "register_kernel",
    "register_torch_dispatch",
    "register_vmap",
    "triton_op",
}
NAMESPACE = {"Library"}


class Literal(NamedTuple):
    """A call that names a namespace by a literal."""

    line: int
    function: str
    namespace: str


def _imported(tree: ast.Module) -> dict[str, str]:
    """Names by which the module calls functions of torch.library → what they are there."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "torch.library":
            found.update({alias.asname or alias.name: alias.name for alias in node.names})
    return found


def _function(call: ast.Call, imported: dict[str, str]) -> Optional[str]:
    """Which function of torch.library a call is of, None if of none."""
    function = call.func
    if isinstance(function, ast.Name):
        return imported.get(function.id)
    # torch.library.X, or library.X after `from torch import library`.
    if isinstance(function, ast.Attribute):
        owner = getattr(function.value, "attr", getattr(function.value, "id", None))
        return function.attr if owner == "library" else None
    return None


def _text(node: ast.expr) -> str:
    """The text that an expression begins with, as far as it is a literal."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def literals(tree: ast.Module) -> Iterator[Literal]:
    """The calls in a module that register, or look up, under a literal namespace."""
    imported = _imported(tree)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        function, text = _function(node, imported), _text(node.args[0])
        if function in NAMED and "::" in text:
            yield Literal(node.lineno, function, text.partition("::")[0])
        elif function in NAMESPACE and text:
            yield Literal(node.lineno, function, text)


def check(variant: pathlib.Path) -> str:
    files = sorted(variant.rglob("*.py"))
    for path in files:
        for found in literals(parse(path)):
            if found.namespace == "aten":
                # Torch's own ops, for what a kernel adds to them.
                continue
            raise CheckError(
                f"{path.relative_to(variant)}:{found.line}: torch.library.{found.function} names the namespace "
                f'"{found.namespace}", which two revisions of the kernel would both register',
                'take it from the build: `from ._ops import add_op_namespace_prefix`, then add_op_namespace_prefix("name")',
            )
    return f"no literal namespace in {len(files)} Python files"
