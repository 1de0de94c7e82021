"""A kernel's Python registers ops only in the namespace of its build, so that one process can load two revisions."""

import ast
import pathlib
from collections.abc import Iterator
from typing import NamedTuple, Optional

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.python_source import parse

RULE = "a kernel registers ops only in the namespace of its build, so that one process can load two revisions"
# Functions of torch.library whose first argument is the full name of an op (pytorch.org/docs/stable/library.html), and
# the class whose first argument is a namespace.
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
    """A call of a function of torch.library with a literal namespace."""

    line: int
    function: str
    namespace: str


def _imported(tree: ast.Module) -> dict[str, str]:
    """Name in the module → name in torch.library, for what the module imports from there."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "torch.library":
            names.update({alias.asname or alias.name: alias.name for alias in node.names})
    return names


def _function(call: ast.Call, imported: dict[str, str]) -> Optional[str]:
    """The function of torch.library that a call calls, None if it calls another function."""
    function = call.func
    if isinstance(function, ast.Name):
        return imported.get(function.id)
    # torch.library.X, or library.X after `from torch import library`.
    if isinstance(function, ast.Attribute):
        owner = getattr(function.value, "attr", getattr(function.value, "id", None))
        return function.attr if owner == "library" else None
    return None


def _text(node: ast.expr) -> str:
    """The literal text at the beginning of an expression."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def literals(tree: ast.Module) -> Iterator[Literal]:
    """The calls in a module that register or look up ops in a literal namespace."""
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
        for call in literals(parse(path)):
            if call.namespace == "aten":
                # A kernel may add implementations to Torch's own ops.
                continue
            raise CheckError(
                f"{path.relative_to(variant)}:{call.line}: torch.library.{call.function} names the namespace "
                f'"{call.namespace}", which two revisions of the kernel would both register',
                "use the namespace of the build: `from ._ops import add_op_namespace_prefix`, "
                'then `add_op_namespace_prefix("f")`',
            )
    return f"no literal namespace in {len(files)} Python files"
