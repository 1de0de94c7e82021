"""The outcome of the build of one variant."""

import json
import pathlib
from typing import Callable, NamedTuple

from kernel_builder.builder.build_log import first_error, remedies_of
from kernel_builder.builder.compile_hints import MARK
from kernel_builder.command.plan import VariantBuild


class Outcome(NamedTuple):
    """The outcome of the build of one variant.

    result: `built`, `cached`, `failed`, or `not started`. library, size: name and bytes of the compiled library; a
    Python-only kernel has none. checks: how many checks passed. loaded: whether the build loaded the variant with
    `kernels`. sandboxed: whether the build ran in Nix's sandbox. warnings: lines about the kernel that the user should
    read. derivation: the one with the log. error: the first line of that log to read. hints: what mends it.
    """

    variant: str
    result: str
    library: str = ""
    size: int = 0
    checks: int = 0
    loaded: bool = True
    sandboxed: bool = True
    warnings: tuple[str, ...] = ()
    error: str = ""
    hints: tuple[str, ...] = ()
    derivation: str = ""

    @property
    def failed(self) -> bool:
        return self.result in ("failed", "not started")

    def strict(self) -> "Outcome":
        """The outcome if warnings are errors."""
        if self.failed or not self.warnings:
            return self
        return self._replace(result="failed", error="its warnings are errors, since --strict is set")


def outcome_of(build: VariantBuild, was_built: bool, log: Callable[[str], list[str]]) -> Outcome:
    """The outcome of a build that has ended.

    was_built: whether the variant was in the store before. log: returns the log of a derivation, as Nix.log does.
    """
    result = pathlib.Path(build.result)
    if not result.exists():
        lines = log(build.extension)
        state = "failed" if lines else "not started"
        hints = [line.removeprefix(MARK) for line in lines if line.startswith(MARK)] or remedies_of(lines)
        return Outcome(build.variant, state, error=first_error(lines), hints=tuple(hints), derivation=build.extension)
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
