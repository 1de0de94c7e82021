"""Reads build.toml: the kernel config, or all problems with it."""

import pathlib
from typing import Any, NamedTuple, Optional

from pydantic import ValidationError

from kernel_builder.builder.config.files import file_problems
from kernel_builder.builder.config.lines import key_lines, line_of
from kernel_builder.builder.config.migrate import is_older, migrate_table
from kernel_builder.builder.config.model import EDITION, KernelConfig
from kernel_builder.builder.config.problem import Problem
from kernel_builder.builder.config.rules import depends_problems, framework_problems, name_problem
from kernel_builder.builder.config.toml_file import FILE, read_table, read_text
from kernel_builder.builder.config.validation import edition_problems, newer_keys, validation_problems

__all__ = ["FILE", "Problem", "Reading", "problems_of", "read", "read_config"]


class Reading(NamedTuple):
    """A build.toml as read. config: None if it does not fit the model. notes: lines for the user that stop nothing."""

    config: Optional[KernelConfig]
    problems: list[Problem]
    notes: list[str]


def _older_note() -> str:
    return (
        f"{FILE} names no edition and is read as an older one: `kernel-builder update-build` writes edition {EDITION}"
    )


def _ignored_notes(config: KernelConfig) -> list[str]:
    """A kernel for a backend that general.backends does not list is not built."""
    return [
        f'{FILE}: kernel.{name} is ignored: general.backends does not list "{kernel.backend}"'
        for name, kernel in config.kernel.items()
        if kernel.backend not in config.general.backends
    ]


def _fitting(table: dict[str, Any]) -> tuple[Optional[KernelConfig], list[Problem]]:
    """The kernel config of a table of the current edition, and the problems without their lines."""
    try:
        return KernelConfig.model_validate(table), []
    except ValidationError as error:
        return None, validation_problems(error)


def read(folder: pathlib.Path) -> Reading:
    """Read the build.toml in a folder; raises ConfigError if it cannot be parsed at all."""
    table = read_table(folder)
    problems, notes = edition_problems(table), []
    if is_older(table):
        problems = newer_keys(table)
        migrate_table(table)
        notes = [_older_note()]
    config, misfits = (None, []) if problems else _fitting(table)
    problems = problems or misfits
    if config is not None:
        problems = framework_problems(config)
        problems = problems or [*name_problem(config.general.name), *depends_problems(config)]
        problems = problems or file_problems(folder, config)
        notes += _ignored_notes(config)
    lines = key_lines(read_text(folder)) if problems else {}
    return Reading(config, [problem._replace(line=line_of(lines, problem.path)) for problem in problems], notes)


def problems_of(folder: pathlib.Path) -> list[Problem]:
    """All problems with the build.toml in a folder; raises ConfigError if it cannot be parsed at all."""
    return read(folder).problems


def read_config(folder: pathlib.Path) -> KernelConfig:
    """The kernel config of a folder; raises ConfigError with the first problem."""
    config, problems, _ = read(folder)
    if config is None or problems:
        raise problems[0].error()
    return config
