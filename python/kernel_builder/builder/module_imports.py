"""The files of a Python module that run when the module is imported, found without running them."""

import ast
import pathlib
from collections.abc import Iterator
from typing import NamedTuple, Optional

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.python_source import parse

# Made by the build, so absent from the sources.
OPS = "_ops"


class Import(NamedTuple):
    """A package that a file imports by an absolute name, and where."""

    file: str
    line: int
    package: str


def when_loaded(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run whenever a module is loaded, without statements in a `try` or an `if`.

    A `try` allows the import to fail. An `if` tests whether the package is installed, or serves type checkers.
    """
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Try, ast.If)):
            continue
        yield statement
        for inner in ("body", "orelse"):
            yield from when_loaded(getattr(statement, inner, []))


def _binds(tree: ast.Module, name: str, without: ast.stmt) -> bool:
    """Whether a file may define a name, other than by the statement `without`."""
    names = {name, "__getattr__"}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound = {node.name}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound = {node.id}
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and node is not without:
            bound = {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        else:
            continue
        if bound & {*names, "*"}:
            return True
    return False


def _relative_form(statement: ast.stmt, target: str, depth: int) -> str:
    """The import of a module of the kernel by its relative name. depth: the number of packages around the file."""
    dots, path = "." * (depth + 1), target.split(".")[1:]
    if isinstance(statement, ast.ImportFrom):
        return f"from {dots}{'.'.join(path)} import {', '.join(alias.name for alias in statement.names)}"
    return f"from {dots}{'.'.join(path[:-1])} import {path[-1] if path else '...'}"


class _Module:
    """A module in a folder: see reached_imports."""

    def __init__(self, root: pathlib.Path, name: str):
        self.root = root
        self.name = name
        self.files: dict[pathlib.Path, ast.Module] = {}
        self.imports: list[Import] = []

    def _file_of(self, parts: tuple[str, ...]) -> Optional[pathlib.Path]:
        """The file or folder of a submodule; None if there is none. A library counts as a file."""
        base = self.root.joinpath(*parts)
        if base.is_dir():
            return base / "__init__.py" if (base / "__init__.py").is_file() else base
        if base.with_name(f"{base.name}.py").is_file():
            return base.with_name(f"{base.name}.py")
        return next(iter(sorted(base.parent.glob(f"{base.name}.*so"))), None)

    def _where(self, path: pathlib.Path, statement: ast.stmt) -> str:
        return f"{path.relative_to(self.root)}:{statement.lineno}"

    def visit(self, parts: tuple[str, ...]) -> None:
        """Read the file of a submodule, the files of the packages above it, and the files that they import."""
        for length in range(len(parts) + 1):
            path = self._file_of(parts[:length])
            if path is None or path.suffix != ".py" or path in self.files:
                continue
            self.files[path] = parse(path)
            package = parts[:length] if path.name == "__init__.py" else parts[: length - 1]
            for statement in when_loaded(self.files[path].body):
                self._visit_statement(path, package, statement)

    def _visit_statement(self, path: pathlib.Path, package: tuple[str, ...], statement: ast.stmt) -> None:
        if isinstance(statement, ast.Import):
            names = [alias.name for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom) and statement.level == 0 and statement.module:
            names = [statement.module]
        elif isinstance(statement, ast.ImportFrom):
            self._visit_relative(path, package, statement)
            return
        else:
            return
        for name in names:
            first = name.partition(".")[0]
            if first == self.name:
                raise CheckError(
                    f"{self._where(path, statement)}: it imports the kernel by its own name, {name}, but `get_kernel` "
                    "loads the kernel under another name",
                    f"write `{_relative_form(statement, name, len(package))}`",
                )
            self.imports.append(Import(str(path.relative_to(self.root)), statement.lineno, first))

    def _visit_relative(self, path: pathlib.Path, package: tuple[str, ...], statement: ast.ImportFrom) -> None:
        above = statement.level - 1
        written = "." * statement.level + (statement.module or "")
        if above > len(package):
            raise CheckError(
                f"{self._where(path, statement)}: it imports {written}, which is outside of the kernel's module",
                "move the file into the module, and import it from there",
            )
        target = (*package[: len(package) - above], *(statement.module.split(".") if statement.module else ()))
        if target == (OPS,):
            return
        found = self._file_of(target)
        if found is None:
            self._missing(path, statement, written)
            return
        self.visit(target)
        for alias in statement.names:
            if alias.name == "*" or (target, alias.name) == ((), OPS):
                continue
            inner = self._file_of((*target, alias.name)) if found.is_dir() or found.name == "__init__.py" else None
            if inner is not None:
                self.visit((*target, alias.name))
            elif found.is_dir() or (found.suffix == ".py" and not _binds(self.files[found], alias.name, statement)):
                separator = "" if written.endswith(".") else "."
                self._missing(path, statement, f"{written}{separator}{alias.name}")

    def _missing(self, path: pathlib.Path, statement: ast.stmt, written: str) -> None:
        raise CheckError(
            f"{self._where(path, statement)}: it imports {written}, which the kernel's module does not have",
            "add the file to the module (and `git add` it), or correct the name",
        )


def reached_imports(root: pathlib.Path, name: str) -> tuple[list[Import], int]:
    """The absolute imports of a module in a folder that run when the module is imported, and the number of its files.

    name: the module's. Raises CheckError for an import that fails then: a relative one that leads nowhere, or one of
    the module by its own name.
    """
    module = _Module(root, name)
    module.visit(())
    return module.imports, len(module.files)
