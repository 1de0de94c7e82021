"""A second build of a variant, from the sources and the builder that its metadata.json names."""

import json
import pathlib
from typing import Any, NamedTuple, Optional, Union

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.variants import metadata_of
from kernel_builder.command.attestation.statement import Sources
from kernel_builder.command.nix.flake_lock import LOCK
from kernel_builder.command.nix.kernel import Nix
from kernel_builder.command.plan import Plan
from kernel_builder.command.reproducible import unstable_files
from kernel_builder.command.verify.sources import NAME_SOURCES, check_out, kernel_around, kernel_in, prefix_of

INPUT = "kernel-builder"


class Origin(NamedTuple):
    """What metadata.json tells about a build. commit: of the kernel, None if its files were in no commit."""

    name: str
    commit: Optional[str]
    builder: Optional[str]
    source: Optional[str]


def origin_of(variant: pathlib.Path) -> Origin:
    """The origin of a variant. Raises UserError if metadata.json has none."""
    metadata = metadata_of(variant)
    provenance = metadata.get("provenance")
    if not isinstance(provenance, dict):
        raise UserError(f"{variant}/metadata.json has no provenance, so nothing tells its sources", "build it again")

    def clean(record: Any) -> Optional[str]:
        is_clean = isinstance(record, dict) and not record.get("dirty")
        return str(record["commit"]) if is_clean else None

    builder = provenance.get("kernel-builder") or {}
    source = metadata.get("source")
    return Origin(
        str(metadata["name"]),
        clean(provenance.get("kernel")),
        clean(builder.get("git")),
        str(source) if source else None,
    )


class Place(NamedTuple):
    """Sources to build from. folder: the kernel's. text: what they are, for people."""

    folder: pathlib.Path
    text: str


def sources_of(
    variant: pathlib.Path, origin: Origin, named: Optional[str], attested: Sources, target: pathlib.Path
) -> Place:
    """The sources of a variant: named ones, those around the variant, or those that its files name.

    target: a folder for a clone, which does not exist yet. Raises UserError if there are none.
    """
    around = kernel_around(variant)
    folder = pathlib.Path(named) if named and pathlib.Path(named).is_dir() else None if named else around
    if origin.commit is None:
        if folder is None:
            raise UserError(
                f"{variant.name} was built from files that are in no commit, so only the same folder can make it again",
                "name a folder with these files: --source FOLDER",
            )
        return Place(folder, f"the files in {folder}")
    source: Union[str, pathlib.Path, None] = folder or named or origin.source or attested.address
    if source is None:
        raise UserError(f"nothing tells where the sources of {variant.name} are", NAME_SOURCES)
    check_out(source, origin.commit, target)
    prefix = prefix_of(folder) if folder else attested.folder
    return Place(kernel_in(target, prefix, origin.name), f"commit {origin.commit[:7]}")


def locked_builder(folder: pathlib.Path) -> Optional[str]:
    """The commit of kernel-builder that a kernel's lock file pins; None if it pins none."""
    try:
        lock = json.loads((folder / LOCK).read_text())
        node = lock["nodes"][lock["nodes"][lock["root"]]["inputs"][INPUT]]
        revision = node["locked"].get("rev")
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(revision) if revision else None


class Rebuilt(NamedTuple):
    """folder: the result of the build. unstable: a line for each file that a second build on this machine changes."""

    folder: pathlib.Path
    unstable: list[str]


def rebuild(variant: pathlib.Path, place: Place, origin: Origin, builder: Optional[str], options: list[str]) -> Rebuilt:
    """Build a variant from its sources. What the store has already is built a second time. Raises UserError.

    builder: the address of the kernel-builder to build with, in place of the one that the lock file pins.
    """
    nix = Nix(place.folder, options)
    pinned = locked_builder(place.folder)
    if builder:
        nix.flake_options = ["--no-write-lock-file", "--override-input", INPUT, builder]
    elif origin.builder and pinned and pinned != origin.builder:
        raise UserError(
            f"the lock file pins kernel-builder {pinned[:7]}, but {variant.name} was built with {origin.builder[:7]}",
            f"name that one: --builder git+ADDRESS?rev={origin.builder}",
        )
    plan = Plan.of(nix, (variant.name,), "builds")
    for error in plan.failures.values():
        raise error
    (build,) = plan.chosen((variant.name,))
    was_built = pathlib.Path(build.built).exists()
    if not nix.build([build.extension]):
        raise UserError(f"{variant.name} could not be built again", "Nix's output above tells why")
    return Rebuilt(pathlib.Path(build.built), unstable_files(nix, build, set()) if was_built else [])
