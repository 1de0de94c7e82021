"""Checks the files that build.toml names: they exist, inside of the kernel's folder."""

import pathlib
from typing import Optional

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.config.problem import Problem
from kernel_builder.builder.naming import module_name


def _file_lists(config: KernelConfig) -> dict[str, list[str]]:
    """Key → the files or folders that it lists."""
    tables = {
        "torch": config.torch,
        "tvm-ffi": config.tvm_ffi,
        **{f"kernel.{name}": kernel for name, kernel in config.kernel.items()},
    }
    lists: dict[str, list[str]] = {}
    for name, table in tables.items():
        if table:
            lists[f"{name}.src"] = table.src
            lists[f"{name}.include"] = table.include
    return lists


def _file_problem(root: pathlib.Path, key: str, file: str) -> Optional[Problem]:
    try:
        target = (root / file).resolve()
    except RuntimeError:
        return Problem(key, f'"{file}" is a link that leads to itself', "put the file there")
    if root != target and root not in target.parents:
        return Problem(key, f'"{file}" is outside of the kernel\'s folder', "move the file into it")
    if not target.exists():
        return Problem(key, f'"{file}" does not exist', "add the file, or correct its name")
    return None


def _module_problems(root: pathlib.Path, config: KernelConfig) -> list[Problem]:
    name = module_name(config.general.name)
    module, inner = f"torch-ext/{name}/__init__.py", f"torch-ext/{name}/{name}"
    problems = []
    if not (root / module).is_file():
        problems.append(Problem("general.name", f'the Python module "{module}" does not exist', "add it"))
    if (root / inner).exists():
        message = f'"{inner}" is where older loaders look for the module itself'
        problems.append(Problem("general.name", message, "rename it"))
    return problems


def file_problems(folder: pathlib.Path, config: KernelConfig) -> list[Problem]:
    """The problems with the files that build.toml names, and with the kernel's Python module."""
    root = folder.resolve()
    problems = [
        _file_problem(root, f"{key}[{index}]", file)
        for key, files in _file_lists(config).items()
        for index, file in enumerate(files)
    ]
    return [problem for problem in problems if problem] + _module_problems(root, config)
