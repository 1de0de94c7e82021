"""Checks the files that build.toml names: they exist in the kernel's folder, and something compiles the sources."""

import json
import pathlib
from collections.abc import Iterator
from typing import NamedTuple, Optional

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.config.problem import Problem
from kernel_builder.builder.extension_folder import extension_folder
from kernel_builder.builder.naming import module_name

ENDINGS: dict[str, list[str]] = json.loads(pathlib.Path(__file__).with_name("endings.json").read_text())


class _Table(NamedTuple):
    """The files of a table of build.toml. compiler: a key of endings.json, None if nothing compiles them."""

    path: str
    compiler: Optional[str]
    src: list[str]
    include: list[str]


def _tables(config: KernelConfig) -> Iterator[_Table]:
    for name, table in (("torch", config.torch), ("tvm-ffi", config.tvm_ffi)):
        if table:
            yield _Table(name, "binding", table.src, table.include)
    for name, kernel in config.kernel.items():
        compiler = kernel.backend if kernel.backend in config.general.backends else None
        yield _Table(f"kernel.{name}", compiler, kernel.src, kernel.include)


def _place_problem(root: pathlib.Path, key: str, file: str) -> Optional[Problem]:
    parts = [part for part in file.split("/") if part not in ("", ".")]
    if file.startswith("/") or ".." in parts:
        message = f'"{file}" is outside of the kernel\'s folder'
        return Problem(key, message, "move the file into it, and name it from there")
    if any(root.joinpath(*parts[: end + 1]).is_symlink() for end in range(len(parts))):
        return Problem(key, f'"{file}" is behind a symbolic link', "put the file itself there")
    if not root.joinpath(*parts).exists():
        return Problem(key, f'"{file}" does not exist', "add the file (and `git add` it), or correct its name")
    return None


def _listed(endings: list[str]) -> str:
    return ", ".join(f".{ending}" for ending in endings)


def _ending_problem(key: str, table: _Table, file: str) -> Optional[Problem]:
    if table.compiler is None:
        return None
    sources, headers = ENDINGS[table.compiler], ENDINGS["headers"]
    name = file.rpartition("/")[2]
    if "." in name and name.rpartition(".")[2] in sources + headers:
        return None
    message = f'"{file}" is no source that {table.compiler} compiles, and no header'
    if table.compiler == "binding":
        message = f'"{file}" is no source of a binding, and no header'
    remedy = (
        f"sources here end in {_listed(sources)}, and headers in {_listed(headers)}: "
        "move the file to a kernel of its backend, or remove it from the list"
    )
    return Problem(key, message, remedy)


def _list_problems(root: pathlib.Path, table: _Table) -> Iterator[Optional[Problem]]:
    for index, file in enumerate(table.src):
        key = f"{table.path}.src[{index}]"
        yield _place_problem(root, key, file) or _ending_problem(key, table, file)
    for index, folder in enumerate(table.include):
        yield _place_problem(root, f"{table.path}.include[{index}]", folder)


def _module_problems(root: pathlib.Path, config: KernelConfig) -> list[Problem]:
    name = module_name(config.general.name)
    module = f"{extension_folder(root, config)}/{name}"
    if not (root / module / "__init__.py").is_file():
        message = f'the Python module "{module}/__init__.py" does not exist'
        return [Problem("general.name", message, "add it (and `git add` it)")]
    inner = f"{module}/{name}"
    if (root / inner).exists():
        message = f'"{inner}" is where older loaders look for the module itself'
        return [Problem("general.name", message, "rename it")]
    return []


def file_problems(folder: pathlib.Path, config: KernelConfig) -> list[Problem]:
    """Files that are named but missing, elsewhere or not compiled, and a Python module that is missing."""
    root = folder.resolve()
    problems = [problem for table in _tables(config) for problem in _list_problems(root, table)]
    return [problem for problem in problems if problem] + _module_problems(root, config)
