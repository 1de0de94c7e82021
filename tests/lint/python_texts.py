"""The texts that expressions of Python can have, found without running them.

An expression is followed through names, conditions, lists, dictionaries, loops, and functions of the same sources, also
of other files. A part that leads to no text is variable.
"""

import ast
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Optional, Union

from messages import VARIABLE

# A text with more forms than this keeps its variable parts; so does one behind more steps than this.
MOST_FORMS = 16
DEEPEST = 20
Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]


class File(NamedTuple):
    """A parsed file. name: its dotted module name, or its path. imported: name → module and name there."""

    name: str
    tree: ast.Module
    functions: dict[str, Function]
    constants: dict[str, ast.expr]
    imported: dict[str, tuple[str, str]]


class Scope(NamedTuple):
    """Where a name is looked up: in a function, then in its file."""

    file: File
    function: Optional[Function]


def parse(name: str, text: str) -> File:
    """Parse a file."""
    tree = ast.parse(text)
    functions, imported = {}, {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            functions[node.name] = node
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.update({alias.asname or alias.name: (node.module, alias.name) for alias in node.names})
    constants = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            constants.update({target.id: node.value for target in targets if isinstance(target, ast.Name)})
    return File(name, tree, functions, constants, imported)


def called(call: ast.Call) -> str:
    """The last name of what is called: `exit` of `sys.exit(…)`."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


class Texts:
    """What expressions of some files can be. files: name → text."""

    def __init__(self, files: Mapping[str, str]):
        self.files = {name: parse(name, text) for name, text in files.items()}
        # Functions by name, for methods: None if several files have one of the name.
        self.by_name: dict[str, Optional[Scope]] = {}
        for file in self.files.values():
            for name, function in file.functions.items():
                self.by_name[name] = None if name in self.by_name else Scope(file, function)

    def of(self, node: Optional[ast.expr], scope: Scope, depth: int = 0) -> list[str]:
        """The texts that an expression can have, or the elements of a list of texts; `…` for what is unknown."""
        found = list(dict.fromkeys(self._texts(node, scope, depth + 1))) if node and depth < DEEPEST else []
        return found if 0 < len(found) <= MOST_FORMS else [VARIABLE]

    def _texts(self, node: ast.expr, scope: Scope, depth: int) -> list[str]:
        def of(*parts: Optional[ast.expr]) -> list[str]:
            return [text for part in parts if part for text in self.of(part, scope, depth)]

        if isinstance(node, ast.Constant):
            text = str(node.value) if isinstance(node.value, (str, int)) else VARIABLE
            return [re.sub(r"\{[^{}]*\}", VARIABLE, text)]
        if isinstance(node, ast.JoinedStr):
            # A part is a text, or what stands in braces.
            return _joined([[str(p.value)] if isinstance(p, ast.Constant) else of(_value(p)) for p in node.values])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _joined([of(node.left), of(node.right)])
        if isinstance(node, ast.IfExp):
            return of(node.body, node.orelse)
        if isinstance(node, ast.BoolOp):
            return [text for text in of(*node.values) if text]
        if isinstance(node, (ast.List, ast.Set)):
            return of(*node.elts)
        if isinstance(node, ast.Tuple):
            return of(*node.elts[:1])
        if isinstance(node, ast.Starred):
            return of(node.value)
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            return of(node.elt)
        if isinstance(node, ast.Dict):
            return of(*node.values)
        if isinstance(node, ast.Subscript):
            return of(node.value) if isinstance(node.value, ast.Name) and node.value.id.isupper() else [VARIABLE]
        if isinstance(node, ast.Lambda):
            return of(node.body)
        if isinstance(node, ast.Name):
            return self._of_name(node.id, scope, depth)
        if isinstance(node, ast.Call):
            return self._of_call(node, scope, depth)
        return [VARIABLE]

    def _of_name(self, name: str, scope: Scope, depth: int) -> list[str]:
        if scope.function is not None:
            values = list(_assigned(scope.function, name))
            if values:
                return [text for value in values for text in self.of(value, scope, depth)]
            if name in [argument.arg for argument in scope.function.args.args]:
                return self._of_argument(name, scope, depth)
        if name in scope.file.constants:
            return self.of(scope.file.constants[name], Scope(scope.file, None), depth)
        if name in scope.file.functions:
            return self._of_function(Scope(scope.file, scope.file.functions[name]), depth)
        module, original = scope.file.imported.get(name, ("", ""))
        file = self.files.get(module)
        if file and original in file.constants:
            return self.of(file.constants[original], Scope(file, None), depth)
        return [VARIABLE]

    def _of_argument(self, name: str, scope: Scope, depth: int) -> list[str]:
        """The texts that calls in the same file give to an argument of a function."""
        assert scope.function is not None
        callee = scope.function
        index = [argument.arg for argument in callee.args.args].index(name)
        found = []
        for caller, node in nodes(scope.file):
            if isinstance(node, ast.Call) and called(node) == callee.name and caller.function != callee:
                keywords = {keyword.arg: keyword.value for keyword in node.keywords}
                given = keywords.get(name) or next(iter(node.args[index : index + 1]), None)
                found += self.of(given, caller, depth)
        return found

    def _of_call(self, call: ast.Call, scope: Scope, depth: int) -> list[str]:
        name = called(call)
        if isinstance(call.func, ast.Attribute):
            if name in ("format", "strip", "get"):
                return self.of(call.func.value, scope, depth)
            if name == "join" and call.args:
                # A list of sentences, as of problems. A list of names is variable.
                parts = self.of(call.args[0], scope, depth)
                return [part for part in parts if part.count(" ") > 1] or [VARIABLE]
            target = self.by_name.get(name)
        else:
            module, original = scope.file.imported.get(name, (scope.file.name, name))
            file = self.files.get(module, scope.file)
            target = Scope(file, file.functions[original]) if original in file.functions else None
        return self._of_function(target, depth) if target else [VARIABLE]

    def _of_function(self, target: Scope, depth: int) -> list[str]:
        """The texts that a function returns or yields."""
        assert target.function is not None
        within = list(_own(target.function))
        values = [n.value for n in within if isinstance(n, (ast.Return, ast.Yield, ast.YieldFrom))]
        return [text for value in values if value for text in self.of(value, target, depth)]


def _value(part: ast.expr) -> Optional[ast.expr]:
    """The expression in the braces of a formatted text."""
    return part.value if isinstance(part, ast.FormattedValue) else None


def _joined(parts: list[list[str]]) -> list[str]:
    """All ways to put a text together of parts that have several forms."""
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_FORMS:
        parts = [part if len(part) == 1 else [VARIABLE] for part in parts]
    return ["".join(form) for form in itertools.product(*parts)]


def nodes(file: File) -> Iterator[tuple[Scope, ast.AST]]:
    """Each node of a file, with the function that it is in."""

    def walk(node: ast.AST, function: Optional[Function]) -> Iterator[tuple[Scope, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
                # A part of a text.
                continue
            inner = child if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) else function
            yield Scope(file, inner), child
            yield from walk(child, inner)

    return walk(file.tree, None)


def _own(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions within it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            waiting += ast.iter_child_nodes(node)


def _assigned(function: Function, name: str) -> Iterator[ast.expr]:
    """The values that a name gets in a function, and the elements that a list of the name gets."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts)
                    yield from (value for key, value in pairs if isinstance(key, ast.Name) and key.id == name)
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and getattr(node.target, "id", "") == name and node.value:
            yield node.value
        elif isinstance(node, (ast.For, ast.comprehension)) and getattr(node.target, "id", "") == name:
            yield node.iter
        elif isinstance(node, ast.NamedExpr) and node.target.id == name:
            yield node.value
        elif isinstance(node, ast.Call) and called(node) == "append":
            changed = getattr(node.func, "value", None)
            yield from node.args if getattr(changed, "id", "") == name else []
