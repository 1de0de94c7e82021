"""The imports of a Python module, found without running it: those that fail, and those that need other packages."""

import ast
import pathlib
from typing import NamedTuple, Optional

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.import_statements import Statement, imports_in
from kernel_builder.builder.python_source import parse

# Made by the build, so absent from the sources.
OPS = "_ops"

# A submodule, as the names on the way to it.
Parts = tuple[str, ...]


class Import(NamedTuple):
    """A package that a file imports by an absolute name, and where."""

    file: str
    line: int
    package: str


class _Fails(Exception):
    """An import fails. Its arguments: the problem, and what mends it."""


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


class ModuleImports:
    """The imports of the module in a folder.

    name: the module's. shown: what is put before a file's path below the folder. imports: the absolute imports that run
    when the module is loaded. loaded: the files that are loaded then. Raises CheckError if one of these imports fails:
    a relative one that leads nowhere, or one of the module by its own name.
    """

    def __init__(self, root: pathlib.Path, name: str, shown: str = ""):
        self.root = root
        self.name = name
        self.shown = shown
        self.imports: list[Import] = []
        self.loaded: list[pathlib.Path] = []
        self._trees: dict[pathlib.Path, ast.Module] = {}
        self._load(())

    def tree(self, path: pathlib.Path) -> ast.Module:
        """The syntax tree of a file of the module. Raises UserError if the file is not Python."""
        if path not in self._trees:
            self._trees[path] = parse(path)
        return self._trees[path]

    def place(self, path: pathlib.Path, line: int) -> str:
        """A line of a file, as it is shown."""
        return f"{self.shown}{path.relative_to(self.root)}:{line}"

    def files(self) -> list[pathlib.Path]:
        """The Python files of the module, without those that the build makes."""
        made = {self.root / f"{OPS}.py", self.root / self.name / "__init__.py"}
        return [
            path for path in sorted(self.root.rglob("*.py")) if path not in made and "__pycache__" not in path.parts
        ]

    def later_failures(self) -> list[str]:
        """Lines about imports that fail only when a function is called, or when something imports the file."""
        lines = []
        for path in self.files():
            package = path.parent.relative_to(self.root).parts
            for statement in imports_in(self.tree(path).body):
                if statement.at_load and path in self.loaded:
                    continue
                try:
                    self._targets(path, package, statement)
                except _Fails as failure:
                    problem, remedy = failure.args
                    lines.append(f"{self.place(path, statement.node.lineno)}: {problem}; {remedy}")
        return lines

    def _file_of(self, parts: Parts) -> Optional[pathlib.Path]:
        """The file or folder of a submodule; None if there is none. A library counts as a file."""
        base = self.root.joinpath(*parts)
        if base.is_dir():
            return base / "__init__.py" if (base / "__init__.py").is_file() else base
        if base.with_name(f"{base.name}.py").is_file():
            return base.with_name(f"{base.name}.py")
        return next(iter(sorted(base.parent.glob(f"{base.name}.*so"))), None)

    def _load(self, parts: Parts) -> None:
        """Read the file of a submodule, the files of the packages above it, and the files that they import."""
        for length in range(len(parts) + 1):
            path = self._file_of(parts[:length])
            if path is None or path.suffix != ".py" or path in self.loaded:
                continue
            self.loaded.append(path)
            package = parts[:length] if path.name == "__init__.py" else parts[: length - 1]
            for statement in imports_in(self.tree(path).body):
                if statement.at_load:
                    self._load_targets(path, package, statement)

    def _load_targets(self, path: pathlib.Path, package: Parts, statement: Statement) -> None:
        node = statement.node
        try:
            targets = self._targets(path, package, statement)
        except _Fails as failure:
            problem, remedy = failure.args
            raise CheckError(f"{self.place(path, node.lineno)}: {problem}", remedy) from None
        for name in _absolute_names(node):
            self.imports.append(Import(self.place(path, node.lineno).rpartition(":")[0], node.lineno, name))
        for target in targets:
            self._load(target)

    def _targets(self, path: pathlib.Path, package: Parts, statement: Statement) -> list[Parts]:
        """The submodules of the kernel that an import loads. Raises _Fails."""
        node = statement.node
        if isinstance(node, ast.ImportFrom) and node.level:
            return self._relative_targets(package, node)
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        for name in names:
            if name.partition(".")[0] == self.name:
                raise _Fails(
                    f"it imports the kernel by its own name, {name}, but `get_kernel` loads the kernel under another "
                    "name",
                    f"write `{_relative_form(node, name, len(package))}`",
                )
        return []

    def _relative_targets(self, package: Parts, node: ast.ImportFrom) -> list[Parts]:
        above = node.level - 1
        written = "." * node.level + (node.module or "")
        if above > len(package):
            raise _Fails(
                f"it imports {written}, which is outside of the kernel's module",
                "move the file into the module, and import it from there",
            )
        target = (*package[: len(package) - above], *(node.module.split(".") if node.module else ()))
        if target == (OPS,):
            return []
        found = self._file_of(target)
        if found is None:
            raise self._missing(written)
        targets = [target]
        for alias in node.names:
            if alias.name == "*" or (target, alias.name) == ((), OPS):
                continue
            inner = self._file_of((*target, alias.name)) if found.is_dir() or found.name == "__init__.py" else None
            if inner is not None:
                targets.append((*target, alias.name))
            elif found.is_dir() or (found.suffix == ".py" and not _binds(self.tree(found), alias.name, node)):
                separator = "" if written.endswith(".") else "."
                raise self._missing(f"{written}{separator}{alias.name}")
        return targets

    def _missing(self, written: str) -> _Fails:
        return _Fails(
            f"it imports {written}, which the kernel's module does not have",
            "add the file to the module (and `git add` it), or correct the name",
        )


def _absolute_names(node: ast.stmt) -> list[str]:
    """The packages that an import names by an absolute name."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module.partition(".")[0]]
    return []
