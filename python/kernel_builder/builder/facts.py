"""The facts about a build: a JSON file from lib/extension/facts.nix. Reading is strict, so that both sides agree."""

import pathlib
from typing import Annotated, Any, Literal, Optional, Union

from pydantic import ConfigDict, Discriminator, Tag, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass

from kernel_builder.builder.errors import FactsError

STRICT = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)


def _dashed(name: str) -> str:
    return name.replace("_", "-")


@dataclass(frozen=True, config=STRICT)
class Revision:
    """A commit, in hexadecimal. dirty: whether the working tree had changes."""

    commit: str
    dirty: bool


@dataclass(frozen=True, config=ConfigDict(extra="forbid", strict=True, alias_generator=_dashed))
class Revisions:
    """The revisions of kernel-builder and of the kernel, None if unknown."""

    kernel_builder: Optional[Revision]
    kernel: Optional[Revision]


@dataclass(frozen=True, config=STRICT)
class Load:
    """How load.py loads the variant: under this name, with this backend."""

    name: str
    backend: str


@dataclass(frozen=True, config=STRICT)
class Skip:
    """The reason why the build does not load the variant."""

    skip: str


def _load_or_skip(value: Any) -> str:
    return "skip" if isinstance(value, dict) and "skip" in value else "load"


@dataclass(frozen=True, config=STRICT)
class Facts:
    """The facts that the last step of a build needs.

    variant: its name. folder: the built variant. report: where the report is written. id: the namespace of its ops.
    archs: the architectures of its device code; empty if it has none. device_compiler: the compiler's name, or None.
    warnings: lines about build.toml that the user should read. notes: lines about how the sources are compiled.
    check_imports: whether to check which packages the kernel imports.
    checks: name → keyword arguments, for the checks in BUILD_CHECKS (builder/checks) that the build runs.
    """

    variant: str
    folder: pathlib.Path
    report: pathlib.Path
    backend: str
    framework: Literal["torch", "torch-noarch", "tvm-ffi"]
    id: str
    archs: list[str]
    device_compiler: Optional[str]
    warnings: list[str]
    notes: list[str]
    check_imports: bool
    revisions: Revisions
    checks: dict[str, dict[str, Any]]
    load: Annotated[
        Union[Annotated[Load, Tag("load")], Annotated[Skip, Tag("skip")]],
        Discriminator(_load_or_skip),
    ]


PROBLEMS = {
    "missing": "this key is missing",
    "unexpected_keyword_argument": "unknown key",
}


def read_facts(path: pathlib.Path) -> Facts:
    """Read the file of facts; raises FactsError with the first key that is missing, unknown or of another type."""
    try:
        return TypeAdapter(Facts).validate_json(path.read_bytes())
    except ValidationError as error:
        row = error.errors()[0]
        # pydantic puts the tag of the union after the key: load.skip.name is load.name in the file.
        steps = [str(step) for index, step in enumerate(row["loc"]) if not (index == 1 and row["loc"][0] == "load")]
        where = ".".join([path.name, *steps])
        problem = PROBLEMS.get(row["type"], row["msg"])
        raise FactsError(f"{where}: {problem}", "make lib/extension/facts.nix and builder/facts.py agree") from None
