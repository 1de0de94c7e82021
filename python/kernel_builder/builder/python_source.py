"""Parses a kernel's Python without running it."""

import ast
import pathlib

from kernel_builder.builder.errors import UserError


def parse(path: pathlib.Path) -> ast.Module:
    """The syntax tree of a file; raises UserError with the line if the file is not Python."""
    try:
        return ast.parse(path.read_bytes())
    except SyntaxError as error:
        raise UserError(f"{path.name}:{error.lineno}: {error.msg}", "correct the line") from None
    except ValueError as error:
        raise UserError(f"{path.name}: {error}", "save the file as UTF-8") from None
