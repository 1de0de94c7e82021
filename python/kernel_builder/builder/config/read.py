"""Reads build.toml: the kernel config, or all problems with it."""

import pathlib
from typing import Optional

from pydantic import ValidationError

from kernel_builder.builder.config.files import file_problems
from kernel_builder.builder.config.lines import key_lines, line_of
from kernel_builder.builder.config.model import FRAMEWORKS, KernelConfig
from kernel_builder.builder.config.problem import Problem
from kernel_builder.builder.config.toml_file import FILE, read_table
from kernel_builder.builder.config.validation import validation_problems

__all__ = ["FILE", "Problem", "problems_of", "read_config"]


def _framework_problems(config: KernelConfig) -> list[Problem]:
    """A problem unless build.toml has exactly one table that names the framework."""
    frameworks = [name for name in FRAMEWORKS if config.framework_table(name)]
    if len(frameworks) == 1:
        return []
    if not frameworks:
        all_frameworks = ", ".join(f"[{name}]" for name in FRAMEWORKS)
        return [Problem("", f"the file has none of {all_frameworks}", "add the one that binds the kernel")]
    present = " and ".join(f"[{name}]" for name in frameworks)
    return [Problem("", f"the file has {present}", "keep one of them")]


def _read(folder: pathlib.Path) -> tuple[Optional[KernelConfig], list[Problem]]:
    """The kernel config, and the problems without their lines."""
    try:
        config = KernelConfig.model_validate(read_table(folder))
    except ValidationError as error:
        return None, validation_problems(error)
    return config, _framework_problems(config) or file_problems(folder, config)


def _with_lines(folder: pathlib.Path, problems: list[Problem]) -> list[Problem]:
    lines = key_lines((folder / FILE).read_text(encoding="utf-8")) if problems else {}
    return [problem._replace(line=line_of(lines, problem.path)) for problem in problems]


def problems_of(folder: pathlib.Path) -> list[Problem]:
    """All problems with the build.toml in a folder; raises ConfigError if it cannot be parsed at all."""
    return _with_lines(folder, _read(folder)[1])


def read_config(folder: pathlib.Path) -> KernelConfig:
    """The kernel config of a folder; raises ConfigError with the first problem."""
    config, problems = _read(folder)
    if config is None or problems:
        raise _with_lines(folder, problems)[0].error()
    return config
