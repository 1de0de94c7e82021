import pathlib
import sys
import tempfile
import time

import click

from kernel_builder.commands.options import kernel_folder, nix_options, variant_option


def _report_missing(variants):
    """Say which variants of the kernel are left out, and why."""
    reasons = {}
    for variant in variants:
        if variant["missing"]:
            reasons.setdefault(variant["missing"], []).append(variant["short"])
    for reason, names in reasons.items():
        click.echo(f"not built: {', '.join(names)}: {reason}", err=True)


def _run_tests(nix, shells):
    """Run the kernel's tests in each variant's test shell; returns variant → counts."""
    from kernel_builder.summary import read_tests

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
    from kernel_builder.copy import copy_bundle
    from kernel_builder.nix import Nix
    from kernel_builder.plan import Plan
    from kernel_builder.summary import read_rows, table

    start = time.monotonic()
    nix = Nix(folder, options)
    plan = Plan.of(nix)
    if variant is None:
        _report_missing(plan.variants)
        derivation, shells = plan.summary(), plan.shells("test")
    else:
        name = plan.variant(variant)
        derivation, shells = plan.summary_of(name), {name: plan.shell("test", name)}
    summary = nix.build(derivation)
    if copy_to_build:
        for path in copy_bundle(summary / "bundle", folder / "build"):
            click.echo(f"copied {path}")
    tests = _run_tests(nix, shells) if test else {}
    rows = read_rows(summary, tests)
    click.echo(table(rows, time.monotonic() - start))
    if test and any(row.tests is None or row.tests.failed for row in rows):
        sys.exit(1)


test_option = click.option("--test", is_flag=True, help="Then run the kernel's tests in its test shells.")


@click.command()
@kernel_folder
@nix_options
@variant_option
@test_option
def build(folder, variant, test, options):
    """Build the variants of the kernel, and say what came of it."""
    build_variants(folder, options, variant, copy_to_build=False, test=test)


@click.command("build-and-copy")
@kernel_folder
@nix_options
@variant_option
@test_option
def build_and_copy(folder, variant, test, options):
    """Build the variants of the kernel and copy them to its folder `build`."""
    build_variants(folder, options, variant, copy_to_build=True, test=test)
