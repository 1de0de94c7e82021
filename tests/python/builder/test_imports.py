"""builder never imports command: a change in command must rebuild no kernel."""

import ast
import pathlib

import kernel_builder.builder

FOLDER = pathlib.Path(kernel_builder.builder.__file__).parent


def imported(file: pathlib.Path) -> set[str]:
    """The modules that a file imports by absolute names, also inside functions."""
    modules = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            modules.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.update({node.module, *(f"{node.module}.{name.name}" for name in node.names)})
    return modules


def test_no_module_of_builder_imports_command():
    files = sorted(FOLDER.rglob("*.py"))
    assert files
    assert [file for file in files for name in imported(file) if name.startswith("kernel_builder.command")] == []
