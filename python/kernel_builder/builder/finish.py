"""The last step of a build: write metadata.json, run the checks, and write the report.

`python -m kernel_builder.builder.finish FACTS`, in the kernel's folder. load.py follows, if the variant is loaded.
"""

import inspect
import pathlib
import sys
from typing import Any

from kernel_builder.builder.checks import BUILD_CHECKS, checks_of, run
from kernel_builder.builder.checks.check import Check
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import FactsError, UserError
from kernel_builder.builder.facts import Facts, Skip, read_facts
from kernel_builder.builder.metadata import write_metadata
from kernel_builder.builder.module_files import left_out
from kernel_builder.builder.report import Report, write_report
from kernel_builder.builder.sandbox import is_sandboxed
from kernel_builder.builder.source_warnings import source_warnings

NOT_LOADED_YET = "load.py has not loaded it yet"
NOT_SANDBOXED = (
    "warning: this build is not sandboxed: it can read the whole machine and its network, so another machine may build"
    " other bytes; metadata.json records this"
)


def build_checks(facts: Facts) -> dict[str, tuple[Check, dict[str, Any]]]:
    """Name → check and arguments, for the checks in the facts; raises FactsError for an unknown name or argument."""
    for name, arguments in facts.checks.items():
        if name not in BUILD_CHECKS:
            raise FactsError(f"checks.{name}: unknown check", f"known: {', '.join(BUILD_CHECKS)}")
        try:
            inspect.signature(BUILD_CHECKS[name].check).bind(facts.folder, **arguments)
        except TypeError as error:
            remedy = "correct the check's arguments in lib/extension/default.nix or lib/backends"
            raise FactsError(f"checks.{name}: {error}", remedy) from None
    return {name: (check, facts.checks[name]) for name, check in BUILD_CHECKS.items() if name in facts.checks}


def finish(facts: Facts, source: pathlib.Path, sandboxed: bool) -> None:
    """Write metadata.json and the report. Raises CheckError if a check fails.

    source: the kernel's folder. sandboxed: whether the build runs in Nix's sandbox.
    """
    config = read_config(source)
    write_metadata(facts, config, sandboxed)
    checks: dict[str, tuple[Check, dict[str, Any]]] = {
        **{
            name: (check, {})
            for name, check in checks_of(facts.folder).items()
            if name != "imports" or facts.check_imports
        },
        **build_checks(facts),
    }
    lines: dict[str, str] = {}
    for name, (check, arguments) in checks.items():
        lines[name] = run(check, facts.folder, **arguments)
        print(f"check {name}: {lines[name]}", flush=True)
    reason = facts.load.skip if isinstance(facts.load, Skip) else NOT_LOADED_YET
    if isinstance(facts.load, Skip):
        print(f"not loaded: {reason}", flush=True)
    warnings = [*facts.warnings, *left_out(source, config)]
    if facts.check_imports:
        warnings += source_warnings(source, config)
    for line in warnings:
        print(f"warning: {line}", flush=True)
    for line in facts.notes:
        print(f"note: {line}", flush=True)
    if not sandboxed:
        print(NOT_SANDBOXED, flush=True)
    report = Report(
        lines,
        loaded=False,
        reason=reason,
        warnings=warnings,
        notes=facts.notes,
        sandboxed=None if sandboxed else False,
    )
    write_report(facts.report, report)


if __name__ == "__main__":
    try:
        finish(read_facts(pathlib.Path(sys.argv[1])), pathlib.Path.cwd(), is_sandboxed())
    except UserError as error:
        sys.exit(str(error))
