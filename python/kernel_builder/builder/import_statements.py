"""The import statements of a Python file, and whether each runs when the file is loaded."""

import ast
from collections.abc import Iterator
from typing import NamedTuple, Union

# Exceptions that a failed import raises, or that catch it.
CATCHING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


class Statement(NamedTuple):
    """An import. at_load: whether it runs whenever the file is loaded; else a function or a condition decides."""

    node: Union[ast.Import, ast.ImportFrom]
    at_load: bool


def _name(node: ast.AST) -> str:
    """The last name of an expression: `suppress` for `contextlib.suppress`."""
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _catches(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(_name(kind) in CATCHING for kind in types)


def _suppresses(statement: ast.stmt) -> bool:
    """Whether it is `with suppress(ImportError):`."""
    if not isinstance(statement, (ast.With, ast.AsyncWith)):
        return False
    calls = [item.context_expr for item in statement.items if isinstance(item.context_expr, ast.Call)]
    return any(_name(call.func) == "suppress" and CATCHING & set(map(_name, call.args)) for call in calls)


def _blocks(statement: ast.stmt, at_load: bool) -> Iterator[tuple[list[ast.stmt], bool]]:
    """The blocks in a statement that may run, without those in which a failed import is caught."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield statement.body, False
    elif isinstance(statement, ast.If):
        # Only type checkers read `if TYPE_CHECKING:`, so its `else` always runs.
        is_for_checkers = _name(statement.test) == "TYPE_CHECKING"
        if not is_for_checkers:
            yield statement.body, False
        yield statement.orelse, at_load and is_for_checkers
    elif isinstance(statement, ast.Try) or type(statement).__name__ == "TryStar":
        catches = any(map(_catches, statement.handlers))  # type: ignore[attr-defined]
        if not catches:
            yield statement.body, at_load  # type: ignore[attr-defined]
        for handler in statement.handlers:  # type: ignore[attr-defined]
            yield handler.body, False
        yield statement.orelse, at_load and not catches  # type: ignore[attr-defined]
        yield statement.finalbody, at_load  # type: ignore[attr-defined]
    elif not _suppresses(statement):
        # Classes, loops, `with`.
        for inner in ("body", "orelse"):
            yield getattr(statement, inner, []), at_load
        for case in getattr(statement, "cases", []):
            yield case.body, False


def imports_in(statements: list[ast.stmt], at_load: bool = True) -> Iterator[Statement]:
    """The imports in the statements of a file that may run, without those whose failure is caught."""
    for statement in statements:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            yield Statement(statement, at_load)
        else:
            for block, block_at_load in _blocks(statement, at_load):
                yield from imports_in(block, block_at_load)
