"""The messages in Python: the texts of errors, of rows of the doctor, and of what is printed to standard error."""

import ast
import pathlib
import re
from collections.abc import Iterator, Mapping

from messages import Message, messages
from python_texts import File, Texts, called, nodes

# A call of one of these prints its argument of this number and name, or makes an error with it.
CALLS = {
    "Problem": (1, "message"),
    "_Fails": (0, "message"),
    "Row": (3, "problem"),
    "BadParameter": (0, "message"),
    "SystemExit": (0, "code"),
    "exit": (0, "code"),
    "_Rule": (1, "message"),
    "Failure": (0, "error"),
    "_print": (0, "text"),
    "Report": (3, "warnings"),
    # Flags that only clang refuses go to a function of the project files, which prints them.
    "refuse_flags_for_clang": (1, ""),
}
# A text that begins so is a message, wherever it stands.
BEGINNING = re.compile(r"(?:error|warning|note|not started): ")
# Exceptions that tell of a bug, and end in a traceback.
OF_BUGS = {"AssertionError", "KeyError", "NotImplementedError", "RuntimeError", "TypeError", "ValueError"}


class Python:
    """The messages of some files. files: name → text."""

    def __init__(self, files: Mapping[str, str]):
        self.texts = Texts(files)
        self.files = self.texts.files
        self.errors = self._errors()

    def _errors(self) -> set[str]:
        """The names of the exceptions that the files define."""
        return {
            node.name
            for file in self.files.values()
            for node in ast.walk(file.tree)
            if isinstance(node, ast.ClassDef)
            and any(ast.unparse(base).endswith(("Error", "Exception")) for base in node.bases)
        }

    def collect(self) -> list[Message]:
        """The messages of all files."""
        return [message for file in self.files.values() for message in messages(self._texts_of(file), file.name)]

    def _texts_of(self, file: File) -> Iterator[tuple[str, int]]:
        for scope, node in nodes(file):
            for expression in self._printed(node):
                for text in self.texts.of(expression, scope):
                    yield text, expression.lineno

    def _printed(self, node: ast.AST) -> list[ast.expr]:
        """The expressions whose texts a node prints, or makes an error with."""
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and called(node.exc) not in OF_BUGS:
            # An error of Python, such as ImportError.
            return [] if called(node.exc) in CALLS or called(node.exc) in self.errors else node.exc.args[:1]
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
            return [node] if isinstance(first, ast.Constant) and BEGINNING.match(str(first.value)) else []
        if not isinstance(node, ast.Call):
            return []
        name, keywords = called(node), {keyword.arg: keyword.value for keyword in node.keywords}
        if name == "command" and node.args and isinstance(node.args[0], ast.Constant):
            name = str(node.args[0].value)
        if name == "echo" and "err" in keywords:
            return node.args[:1]
        if name == "print" and "stderr" in ast.dump(keywords.get("file", ast.Constant(""))):
            return node.args[:1]
        # The message of a class of errors with one of its own.
        if name == "__init__" and isinstance(node.func, ast.Attribute) and "super" in ast.dump(node.func):
            return node.args[:1]
        index, keyword = CALLS.get(name, (0, "message") if name in self.errors else (None, ""))
        if index is None:
            return []
        given = [keywords[keyword]] if keyword in keywords else node.args[index : index + 1]
        if node.args and isinstance(node.args[-1], ast.Starred) and index == len(node.args) - 1:
            # Problem and remedy in one tuple.
            given = [node.args[-1].value]
        return given


def module_of(path: pathlib.PurePath) -> str:
    """The name of a file as other files import it; its path if it is outside of the package."""
    if path.parts[0] != "python":
        return path.as_posix()
    parts = path.with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
