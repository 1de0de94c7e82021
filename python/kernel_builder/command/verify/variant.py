"""The verification of one variant: its digests, its attestation, and a second build."""

import pathlib
from typing import NamedTuple, Optional

from kernel_builder.builder.errors import CheckError, UserError
from kernel_builder.command.attestation.check import Checked, Trust, check
from kernel_builder.command.attestation.keyless import SIGNATURE
from kernel_builder.command.attestation.statement import Sources
from kernel_builder.command.built import variants_in
from kernel_builder.command.digest import digest_of
from kernel_builder.command.nix.program import current_system
from kernel_builder.command.reproducible import differences
from kernel_builder.command.verify.rebuild import origin_of, rebuild, sources_of


class Verdict(NamedTuple):
    """summary: one line. differences: a line for each file that differs from the second build."""

    summary: str
    differences: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        return bool(self.differences)


def variants_to_verify(folder: pathlib.Path, names: tuple[str, ...]) -> list[pathlib.Path]:
    """The variants of a folder, or some of them by name. Raises UserError if one is missing."""
    variants = variants_in(folder)
    if not names:
        return variants
    by_name = {variant.name: variant for variant in variants}
    full = [name if name in by_name else f"{name}-{current_system()}" for name in names]
    for name in full:
        if name not in by_name:
            raise UserError(f"{folder} has no variant {name}", f"it has: {', '.join(sorted(by_name))}")
    return [by_name[name] for name in full]


def verify_variant(
    variant: pathlib.Path,
    trust: Trust,
    scratch: pathlib.Path,
    source: Optional[str],
    builder: Optional[str],
    options: Optional[list[str]],
) -> Verdict:
    """Verify a variant. Raises UserError if it was changed, if its attestation does not hold, or if it cannot be built.

    scratch: a folder for a clone, which does not exist yet. source, builder: see sources_of and rebuild. options: for
    `nix build`; None for no second build.
    """
    changed = digest_of(variant).changed
    if changed and options is None:
        raise CheckError(
            f"{variant.name}/{changed[0]} was changed after the build: its digest is not the one in metadata.json",
            "do not load it; get the variant again from where it was published",
        )
    # No attestation of changed files holds; the second build shows the bytes.
    line = f"{changed[0]} was changed after the build" if changed else ""
    attestation = Checked(line, Sources()) if changed else check(variant, trust)
    if options is None:
        return Verdict(f"digests match; {attestation.line}; not built again")
    origin = origin_of(variant)
    place = sources_of(variant, origin, source, attestation.sources, scratch)
    built = rebuild(variant, place, origin, builder, options)
    different = differences(variant, built.folder)
    lines = tuple(line for line in different if not line.startswith(f"{SIGNATURE}: only")) + tuple(built.unstable)
    outcome = "differs from" if lines else "identical to"
    return Verdict(f"{outcome} a build of {place.text}; {attestation.line}", lines)
