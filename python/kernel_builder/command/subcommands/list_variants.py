import json
import pathlib
from typing import TYPE_CHECKING, Any, Optional, TypedDict

import click

from kernel_builder.command.subcommands.options import kernel_folder, system_option

if TYPE_CHECKING:
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.plan import VariantRecord


class _NoVariants(TypedDict):
    """A backend without a variant; None if the kernel lists no backend."""

    backend: Optional[str]
    reason: str


def _reasons(nix: "Nix", system: str) -> list[str]:
    """Why backends of the kernel have no variant."""
    records: dict[str, list[_NoVariants]] = nix.evaluate("lib.noVariants")
    return [
        f"{record['backend']}: {record['reason']}" if record["backend"] else record["reason"]
        for record in records[system]
    ]


def _with_state(variant: "VariantRecord", built: dict[str, pathlib.Path], default: Optional[str]) -> dict[str, Any]:
    """A variant with what this machine and the folder `build` tell about it."""
    from kernel_builder.command.built import size_of

    state: dict[str, Any] = {"default": True} if variant["short"] == default else {}
    if variant["name"] in built:
        path = built[variant["name"]]
        state.update(built=str(path), bytes=size_of(path))
    return {**variant, **state}


def _note(variant: dict[str, Any]) -> str:
    """What stands beside a variant's name."""
    notes = ["default here"] if variant.get("default") else []
    notes += [f"in build, {variant['bytes'] / 1024:.0f} KiB"] if "built" in variant else []
    notes += [] if variant.get("bundle", True) or variant["notBuildable"] else ["not in the bundle"]
    notes += [f"not buildable: {variant['notBuildable']}"] if variant["notBuildable"] else []
    return "  " + ", ".join(notes)


@click.command("list-variants")
@kernel_folder
@system_option
@click.option("--json", "as_json", is_flag=True, help="Print the variants as JSON.")
def list_variants(folder: pathlib.Path, system: Optional[str], as_json: bool) -> None:
    """List the variants of the kernel, and why some of them cannot be built.

    "default here" marks the variant that a shell without --variant is for. "not in the bundle" marks a variant that
    `build` builds only if --variant names it; `torchVersions` in flake.nix changes the bundle. A variant that is in
    the kernel's folder `build` has the size of its library beside it, or of its files if it has no library. With
    --json these are `default`, `built`, a path, and `bytes`.

    \b
    Examples:
      kernel-builder list-variants
      kernel-builder list-variants --system aarch64-linux --json
    """
    from kernel_builder.builder.config.read import read_config
    from kernel_builder.builder.errors import UserError
    from kernel_builder.builder.variants import built_variants
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.nix.program import current_system
    from kernel_builder.command.plan import Plan

    nix = Nix(folder)
    variants_by_system: dict[str, list[VariantRecord]] = nix.evaluate("lib.variants")
    system = system or current_system()
    if system not in variants_by_system:
        raise UserError(f"unknown system {system}", f"known systems: {', '.join(sorted(variants_by_system))}")
    # This machine may build less for another system than a machine of that system.
    variants = (Plan.variants_here(nix, system) if system != current_system() else None) or variants_by_system[system]
    listed = {variant["backend"] for variant in variants}
    reasons: list[str] = []
    if not variants or not listed.issuperset(read_config(folder).general.backends):
        reasons = _reasons(nix, system)
    if not variants:
        raise UserError(f"the kernel has no variants for {system}", "\n  ".join(reasons) or "see docs/build-toml.md")
    built = {path.name: path for path in built_variants(folder / "build")}
    default = Plan.default_variant(nix) if system == current_system() else None
    if as_json:
        click.echo(json.dumps([_with_state(variant, built, default) for variant in variants], indent=2))
        return
    width = max(len(variant["name"]) for variant in variants)
    for variant in variants:
        click.echo(f"{variant['name']:{width}}{_note(_with_state(variant, built, default))}".rstrip())
    for reason in reasons:
        click.echo(f"note: no variant for {reason}", err=True)
