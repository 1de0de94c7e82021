import pathlib
import sys
import tempfile
import time

import click

from kernel_builder.commands.options import kernel_folder, nix_options


def _report_missing(nix, system):
    """Say which variants of the kernel are left out, and why."""
    left_out = [variant for variant in nix.evaluate(f"lib.variants.{system}") if variant["missing"]]
    for variant in left_out:
        click.echo(f"not built: {variant['name']}: {variant['missing']}", err=True)


def _run_tests(nix, summary, system):
    """Run the kernel's tests in each variant's test shell; returns variant → counts."""
    from kernel_builder.summary import read_tests

    found = {}
    for report in sorted((summary / "reports").iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            results = pathlib.Path(folder, "tests.xml")
            command = ["python", "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={results}", "tests"]
            nix.develop(f"legacyPackages.{system}.testShells.{report.stem}", command)
            if results.exists():
                found[report.stem] = read_tests(results)
    return found


def _build(folder, options, variant, copy_to_build, test):
    from kernel_builder.copy import copy_bundle
    from kernel_builder.nix import Nix, current_system
    from kernel_builder.summary import read_rows, table

    start = time.monotonic()
    nix, system = Nix(folder, options), current_system()
    if variant:
        path = nix.build(variant)
        click.echo(path)
        return
    _report_missing(nix, system)
    summary = nix.build(f"legacyPackages.{system}.summary")
    if copy_to_build:
        for path in copy_bundle(summary / "bundle", folder / "build"):
            click.echo(f"copied {path}")
    tests = _run_tests(nix, summary, system) if test else {}
    rows = read_rows(summary, tests)
    click.echo(table(rows, time.monotonic() - start))
    if test and any(row.tests is None or row.tests.failed for row in rows):
        sys.exit(1)


test_option = click.option("--test", is_flag=True, help="Then run the kernel's tests in its test shells.")


@click.command()
@kernel_folder
@nix_options
@click.option("--variant", help="Build only this variant, and print where it is.")
@test_option
def build(folder, variant, test, options):
    """Build all variants of the kernel, and say what came of it."""
    _build(folder, options, variant, copy_to_build=False, test=test)


@click.command("build-and-copy")
@kernel_folder
@nix_options
@test_option
def build_and_copy(folder, test, options):
    """Build all variants of the kernel and copy them to its folder `build`."""
    _build(folder, options, None, copy_to_build=True, test=test)
