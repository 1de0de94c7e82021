"""The outcome of the build of one variant."""

import json
import pathlib
import re
from collections.abc import Iterable
from typing import Callable, NamedTuple

from kernel_builder.builder.build_log import first_error, remedies_of
from kernel_builder.builder.compile_hints import MARK
from kernel_builder.command.nix.events import DEPENDENCIES
from kernel_builder.command.plan import VariantBuild


class Failure(NamedTuple):
    """Why one derivation failed.

    error: the first line of its log to read. hints: what mends it. derivation: the one with the log; empty without one.
    """

    error: str
    hints: tuple[str, ...] = ()
    derivation: str = ""


class Outcome(NamedTuple):
    """The outcome of the build of one variant.

    result: `built`, `cached`, `failed`, or `not started`. library, size: name and bytes of the compiled library; a
    Python-only kernel has none. checks: how many checks passed. loaded: whether the build loaded the variant with
    `kernels`. sandboxed: whether the build ran in Nix's sandbox. warnings: lines about the kernel that the user should
    read. failures: one for each source that does not compile, or for the variant.
    """

    variant: str
    result: str
    library: str = ""
    size: int = 0
    checks: int = 0
    loaded: bool = True
    sandboxed: bool = True
    warnings: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def failed(self) -> bool:
        return self.result in ("failed", "not started")

    def strict(self) -> "Outcome":
        """The outcome if warnings are errors."""
        if self.failed or not self.warnings:
            return self
        return self._replace(result="failed", failures=(Failure("its warnings are errors, since --strict is set"),))


def failed_derivations(errors: Iterable[str]) -> set[str]:
    """The derivations whose builds failed, from Nix's messages.

    Nix 2.8 writes "builder for '….drv' failed", newer ones "Cannot build '….drv'." and the reason. Both
    name derivations that were not started too: their messages are about dependencies.
    """
    own = [error for error in errors if not DEPENDENCIES.search(error)]
    return {path for error in own for path in re.findall(r"'(/[^']+\.drv)'", error)}


def _failure(derivation: str, lines: list[str], source: str = "") -> Failure:
    """The failure that a log tells. source: what was compiled, for an error that does not name it."""
    error = first_error(lines)
    place = f"{source}: " if source and source.partition(" (")[0] not in error else ""
    hints = [line.removeprefix(MARK) for line in lines if line.startswith(MARK)] or remedies_of(lines)
    return Failure(f"{place}{error}", tuple(hints), derivation)


def _failed_outcome(build: VariantBuild, log: Callable[[str], list[str]], failed: set[str]) -> Outcome:
    sources = {derivation: source for source, derivation in build.objects.items() if derivation in failed}
    if sources:
        failures = [_failure(derivation, log(derivation), source) for derivation, source in sources.items()]
        return Outcome(build.variant, "failed", failures=tuple(failures))
    derivation = build.check if build.check in failed else build.extension
    lines = log(derivation)
    if not lines:
        return Outcome(build.variant, "not started")
    return Outcome(build.variant, "failed", failures=(_failure(derivation, lines),))


def outcome_of(
    build: VariantBuild, was_built: bool, log: Callable[[str], list[str]], failed: Iterable[str] = ()
) -> Outcome:
    """The outcome of a build that has ended.

    was_built: whether the variant was in the store before. log: returns the log of a derivation, as Nix.log does.
    failed: the derivations whose builds failed.
    """
    result = pathlib.Path(build.result)
    if not result.exists():
        return _failed_outcome(build, log, set(failed))
    report = json.loads((result / f"reports/{build.variant}.json").read_text())
    library = next((result / "bundle" / build.variant).glob("*.so"), None)
    return Outcome(
        build.variant,
        "cached" if was_built else "built",
        library=library.name if library else "",
        size=library.stat().st_size if library else 0,
        checks=len(report["checks"]),
        loaded=report["loaded"],
        sandboxed=report.get("sandboxed", True),
        warnings=tuple(report.get("warnings", ())),
    )
