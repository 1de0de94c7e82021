import pathlib
from typing import TYPE_CHECKING

import click

from kernel_builder.command.subcommands.options import kernel_folder, nix_options, variants_option

if TYPE_CHECKING:
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.plan import Plan

# The programs that `nix run` runs. The first one builds nothing of the kernel.
PROGRAMS = ("upload", "build-and-copy", "build-and-upload", "ci-test")


def _programs(nix: "Nix", names: tuple[str, ...]) -> list[str]:
    """Derivations of the programs. The other ones than `upload` build all variants."""
    from kernel_builder.command.nix.program import current_system

    listed = " ".join(f'"{name}"' for name in (PROGRAMS[:1] if names else PROGRAMS))
    programs: list[str] = nix.evaluate(
        f"packages.{current_system()}", f"packages: map (name: packages.${{name}}.drvPath) [ {listed} ]"
    )
    return programs


def _tests(nix: "Nix", variants: list[str]) -> list[str]:
    """Derivations of `nix run .#ci-test` for variants."""
    from kernel_builder.command.nix.program import current_system

    listed = " ".join(f'"{variant}"' for variant in variants)
    tests: list[str] = nix.evaluate(
        f"legacyPackages.{current_system()}.ciTests", f"tests: map (name: tests.${{name}}.drvPath) [ {listed} ]"
    )
    return tests


def derivations_of(nix: "Nix", plan: "Plan", names: tuple[str, ...]) -> list[str]:
    """All that the commands for variants build: the variants, their shells and tests, and the programs."""
    builds = plan.chosen(names)
    if not builds:
        return []
    shells = [plan.shell(kind, build.variant) for build in builds for kind in ("dev", "test")]
    tests = _tests(nix, [build.variant for build in builds])
    return [*(build.derivation for build in builds), *shells, *tests, *_programs(nix, names)]


@click.command()
@kernel_folder
@nix_options
@variants_option
def fetch(folder: pathlib.Path, variants: tuple[str, ...], options: list[str]) -> None:
    """Put the pinned files that builds need into the store, by hash, with this machine's own pip and mirrors.

    Builds and shells of the variants then fetch nothing. With `sandbox = true` in Nix's settings, where fetchers cannot
    run in a build, `nix build` works after this command.

    \b
    Examples:
      kernel-builder fetch
      kernel-builder fetch --variant torch213-cxx11-cpu examples/relu
    """
    from kernel_builder.command.doctor.machine import Machine
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.nix.outside import fetch_outside
    from kernel_builder.command.plan import Plan

    nix = Nix(folder, options)
    plan = Plan.of(nix, variants, "builds", "testShells", "devShells")
    for error in plan.failures.values():
        raise error
    fetches = nix.announced_fetches(derivations_of(nix, plan, variants))
    number = fetch_outside(fetches, nix.quiet, Machine())
    click.echo(f"fetched: {number}" if number else "nothing to fetch: the store has all pinned files")
