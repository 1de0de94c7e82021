"""A build of a kernel's variants, from the plan to the summary."""

import pathlib
import time
from typing import Optional

import click

from kernel_builder.builder.card import FILE as CARD
from kernel_builder.builder.card import card_of
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.variants import built_variants
from kernel_builder.command.copy import copy_bundle
from kernel_builder.command.kernel_tests import run_tests
from kernel_builder.command.nix.kernel import Nix
from kernel_builder.command.nix.readable import remedies_of_errors
from kernel_builder.command.nix.sandbox import warn
from kernel_builder.command.outcome import Failure, Outcome, failed_derivations, outcome_of
from kernel_builder.command.plan import Names, Plan, VariantBuild
from kernel_builder.command.result_file import STANDARD_OUTPUT, write_result
from kernel_builder.command.summary import not_buildable_lines, summary_record, table


def build_variants(
    folder: pathlib.Path,
    options: list[str],
    names: Names,
    copy: bool = False,
    test: bool = False,
    strict: bool = False,
    system: Optional[str] = None,
    output_json: Optional[str] = None,
) -> bool:
    """Build variants and print a summary. Returns whether all succeeded, builds and tests.

    folder: the kernel's. options: flags for `nix build`. names: the variants to build; none builds all that can be
    built. copy: copy the built variants to the kernel's folder `build`. test: run the kernel's tests. strict: a
    variant with warnings is a failed one. system: build the variants for that system. output_json: a place for the
    summary as JSON, see write_result.
    """
    start = time.monotonic()
    only_json = output_json == STANDARD_OUTPUT
    options = [*options, "--quiet"] if only_json and "--quiet" not in options else options
    if test and not (folder / "tests").is_dir():
        raise UserError("the kernel has no folder `tests`, so there are no tests to run", "add it, or leave out --test")
    nix = Nix(folder, options)
    if (folder / CARD).is_file():
        # Each bundle has the filled card: a mistake in it must not wait for the compilers.
        card_of(folder, [])
    plan = Plan.of(nix, names, "builds", *(["testShells"] if test else []), system=system)
    builds = plan.chosen(names)
    refused = {} if names else plan.refused()
    not_evaluated = [
        *(Outcome(name, "failed", failures=(Failure(str(error)),)) for name, error in plan.failures.items()),
        *(Outcome(name, "failed", failures=(Failure(reason),)) for name, reason in refused.items()),
    ]
    built_before = {build.variant for build in builds if pathlib.Path(build.built).exists()}
    if len(built_before) < len(builds):
        warn()
    startable = check_sources(nix, builds)
    if startable:
        nix.build([build.derivation for build in startable])
    failed = failed_derivations(nix.errors)
    outcomes = [outcome_of(build, build.variant in built_before, nix.log, failed) for build in builds]
    outcomes = [outcome.strict() for outcome in outcomes] if strict else outcomes
    succeeded = [build for build, outcome in zip(builds, outcomes) if not outcome.failed]
    copied: list[pathlib.Path] = []
    if copy:
        copied = copy_to_build([pathlib.Path(build.result, "bundle") for build in succeeded], folder)
        for path in [] if nix.quiet else copied:
            click.echo(f"copied {path}")
    shells = {build.variant: plan.shell("test", build.variant) for build in succeeded} if test else {}
    tests = run_tests(nix, shells, plan.builder)
    outcomes += not_evaluated
    seconds = time.monotonic() - start
    write_result(summary_record(outcomes, tests, seconds, copied), output_json)
    if not only_json:
        click.echo(table(outcomes, tests, seconds, click.style))
        lines = [*remedies_of_errors(nix.errors), *([] if names else not_buildable_lines(plan.variants))]
        click.echo("".join(f"{line}\n" for line in lines), nl=False)
    tests_succeeded = len(tests) == len(shells) and not any(counts.failed for counts in tests.values())
    return bool(builds) and not not_evaluated and len(succeeded) == len(builds) and tests_succeeded


def check_sources(nix: Nix, builds: list[VariantBuild]) -> list[VariantBuild]:
    """Check the sources of variants, which takes a second. Returns the builds to start.

    If a check fails, none is started; with --keep-going, those that passed.
    """
    checks = sorted({build.check for build in builds if build.check and not pathlib.Path(build.checked).exists()})
    if not checks or nix.build(checks):
        return builds
    passed = [build for build in builds if pathlib.Path(build.checked).exists()]
    return passed if "--keep-going" in nix.options else []


def copy_to_build(bundles: list[pathlib.Path], folder: pathlib.Path) -> list[pathlib.Path]:
    """Copy bundles to the folder `build` of a kernel, and return the paths that were written.

    The card of a bundle names only the variants of the bundle. This fills the card in `build` again, for all variants.
    """
    build = folder / "build"
    copied: list[pathlib.Path] = []
    for bundle in bundles:
        copied += [path for path in copy_bundle(bundle, build) if path not in copied]
    if bundles and (folder / CARD).is_file():
        (build / CARD).write_text(card_of(folder, built_variants(build)))
    return copied
