import pathlib
import sys
import tempfile
import time

import click

from kernel_builder.command.subcommands.options import kernel_folder, nix_options, variant_option


def _run_tests(nix, shells):
    """Run the kernel's tests in each variant's test shell; returns variant → counts."""
    from kernel_builder.command.summary import read_tests

    found = {}
    for variant, shell in shells.items():
        with tempfile.TemporaryDirectory() as folder:
            results = pathlib.Path(folder, "tests.xml")
            command = ["python", "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={results}", "tests"]
            nix.develop(shell, command)
            if results.exists():
                found[variant] = read_tests(results)
    return found


def build_variants(folder, options, variant, copy_to_build, test):
    """Build variants, all that can be or the named one, and print what came of each; exits with 1 where one failed."""
    from kernel_builder.command.nix import Nix
    from kernel_builder.command.plan import Plan
    from kernel_builder.command.summary import missing_lines, outcome_of, table

    start = time.monotonic()
    nix = Nix(folder, options)
    plan = Plan.of(nix)
    names = plan.buildable() if variant is None else [plan.variant(variant)]
    builds = [plan.build(name) for name in names]
    there = {build.variant for build in builds if pathlib.Path(build.built).exists()}
    if builds:
        nix.build([build.derivation for build in builds])
    outcomes = [outcome_of(build, build.variant in there, nix.log) for build in builds]
    results = {
        outcome.variant: pathlib.Path(build.result) for outcome, build in zip(outcomes, builds) if not outcome.failed
    }
    if copy_to_build:
        _copy(folder, results)
    tests = _run_tests(nix, {name: plan.shell("test", name) for name in results}) if test else {}
    click.echo(table(outcomes, tests, time.monotonic() - start))
    if variant is None:
        for line in missing_lines(plan.variants):
            click.echo(line)
    failed = any(outcome.failed for outcome in outcomes) or any(counts.failed for counts in tests.values())
    if failed or not outcomes or (test and len(tests) < len(results)):
        sys.exit(1)


def _copy(folder, results):
    """Copy what was built to the kernel's folder `build`, with the card filled for all that is there then."""
    from kernel_builder.builder.card import FILE, card_of
    from kernel_builder.builder.variants import built_variants
    from kernel_builder.command.copy import copy_bundle

    build, copied = folder / "build", []
    for result in results.values():
        copied += [path for path in copy_bundle(result / "bundle", build) if path not in copied]
    if results and (folder / FILE).is_file():
        (build / FILE).write_text(card_of(folder, built_variants(build)))
    for path in copied:
        click.echo(f"copied {path}")


test_option = click.option("--test", is_flag=True, help="Then run the kernel's tests in its test shells.")


@click.command()
@kernel_folder
@nix_options
@variant_option
@test_option
def build(folder, variant, test, options):
    """Build the variants of the kernel, and say what came of each: built, cached, failed and why, or not buildable here.

    \b
    Examples:
      kernel-builder build
      kernel-builder build --variant torch211-cxx11-cu130 -L
      kernel-builder build --keep-going --max-jobs 2 --cores 8
    """
    build_variants(folder, options, variant, copy_to_build=False, test=test)


@click.command("build-and-copy")
@kernel_folder
@nix_options
@variant_option
@test_option
def build_and_copy(folder, variant, test, options):
    """Build the variants of the kernel and copy them to its folder `build`.

    \b
    Examples:
      kernel-builder build-and-copy --test
      kernel-builder build-and-copy --variant torch213-cxx11-cpu examples/relu
    """
    build_variants(folder, options, variant, copy_to_build=True, test=test)
