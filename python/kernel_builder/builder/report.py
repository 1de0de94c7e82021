"""The report of a build: the lines of its checks, and whether the variant was loaded."""

import json
import pathlib
from dataclasses import asdict, field
from typing import Literal, Optional

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from kernel_builder.builder.errors import FactsError


@dataclass(frozen=True, config=ConfigDict(extra="forbid", strict=True))
class Report:
    """checks: name → line about the variant. reason: why the variant was not loaded; None if it was loaded.

    warnings: lines about the kernel that the user should read. notes: lines about how the sources were compiled.
    sandboxed: False if the build ran without Nix's sandbox, else None.
    """

    checks: dict[str, str]
    loaded: bool
    reason: Optional[str] = None
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sandboxed: Optional[Literal[False]] = None


def write_report(path: pathlib.Path, report: Report) -> None:
    """Write the report as JSON."""
    document = {key: value for key, value in asdict(report).items() if value is not None and value != []}
    path.write_text(json.dumps(document, indent=2) + "\n")


def read_report(path: pathlib.Path) -> Report:
    """Read a report; raises FactsError if the file is not one."""
    try:
        return TypeAdapter(Report).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        problem = error.strerror if isinstance(error, OSError) else "it is not a report of this kernel-builder"
        raise FactsError(f"{path}: {problem}", "build the variant again") from None
