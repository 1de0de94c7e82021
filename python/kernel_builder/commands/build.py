import pathlib
import sys
import tempfile
import time

import click

from kernel_builder.commands.options import kernel_folder, nix_options


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


def _chosen(plan, variant):
    """The plan's summary and test shells: of all variants, or of the one that is named."""
    from kernel_builder.errors import UserError

    if variant is None:
        return plan["summary"], plan["testShells"]
    names = {found["short"]: found for found in plan["variants"]}
    names.update({found["name"]: found for found in plan["variants"]})
    if variant not in names:
        raise UserError(f"the kernel has no variant {variant}", "`kernel-builder list-variants` lists those it has")
    found = names[variant]
    if found["missing"]:
        raise UserError(f"{found['name']} cannot be built: {found['missing']}", "choose one of those that can")
    name = found["name"]
    return plan["summaries"][name], {name: plan["testShells"][name]}


def _build(folder, options, variant, copy_to_build, test):
    from kernel_builder.copy import copy_bundle
    from kernel_builder.nix import Nix, current_system
    from kernel_builder.summary import read_rows, table

    start = time.monotonic()
    nix = Nix(folder, options)
    plan = nix.evaluate(f"legacyPackages.{current_system()}.plan")
    if variant is None:
        _report_missing(plan["variants"])
    derivation, shells = _chosen(plan, variant)
    summary = nix.build(derivation)
    if copy_to_build:
        for path in copy_bundle(summary / "bundle", folder / "build"):
            click.echo(f"copied {path}")
    tests = _run_tests(nix, shells) if test else {}
    rows = read_rows(summary, tests)
    click.echo(table(rows, time.monotonic() - start))
    if test and any(row.tests is None or row.tests.failed for row in rows):
        sys.exit(1)


variant_option = click.option("--variant", help="Only this variant, by its name with or without the system.")
test_option = click.option("--test", is_flag=True, help="Then run the kernel's tests in its test shells.")


@click.command()
@kernel_folder
@nix_options
@variant_option
@test_option
def build(folder, variant, test, options):
    """Build the variants of the kernel, and say what came of it."""
    _build(folder, options, variant, copy_to_build=False, test=test)


@click.command("build-and-copy")
@kernel_folder
@nix_options
@variant_option
@test_option
def build_and_copy(folder, variant, test, options):
    """Build the variants of the kernel and copy them to its folder `build`."""
    _build(folder, options, variant, copy_to_build=True, test=test)
