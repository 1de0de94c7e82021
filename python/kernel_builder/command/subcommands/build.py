import pathlib
import sys
from typing import Any

import click

from kernel_builder.command.result_file import output_json_option
from kernel_builder.command.subcommands.options import kernel_folder, nix_options, system_option, variants_option

strict_option = click.option("--strict", is_flag=True, help="A variant with warnings counts as failed.")
test_option = click.option("--test", is_flag=True, help="After the build, run the kernel's tests in its test shells.")


def run_build(folder: pathlib.Path, options: list[str], names: tuple[str, ...], **choices: Any) -> None:
    """Build variants and print the summary. Exits with status 1 if a build or a test failed.

    choices: copy, test, strict, system and output_json, see build_variants.
    """
    from kernel_builder.command.build import build_variants

    if not build_variants(folder, options, names, **choices):
        sys.exit(1)


@click.command()
@kernel_folder
@nix_options
@variants_option
@system_option
@test_option
@strict_option
@output_json_option
def build(folder: pathlib.Path, variants: tuple[str, ...], options: list[str], **choices: Any) -> None:
    """Build the variants of the kernel and print a summary.

    The summary shows for each variant whether it was built, was cached or failed, and the first error. It also names
    the variants that cannot be built, with the reasons.

    \b
    Examples:
      kernel-builder build
      kernel-builder build --variant torch211-cxx11-cu130 -L
      kernel-builder build --keep-going --max-jobs 2 --cores 8
      kernel-builder build --system aarch64-linux
    """
    run_build(folder, options, variants, **choices)


@click.command("build-and-copy")
@kernel_folder
@nix_options
@variants_option
@system_option
@test_option
@strict_option
@output_json_option
def build_and_copy(folder: pathlib.Path, variants: tuple[str, ...], options: list[str], **choices: Any) -> None:
    """Build the variants of the kernel and copy them to its folder `build`.

    \b
    Examples:
      kernel-builder build-and-copy --test
      kernel-builder build-and-copy --variant torch213-cxx11-cpu examples/relu
    """
    run_build(folder, options, variants, copy=True, **choices)
