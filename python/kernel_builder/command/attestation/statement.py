"""The statement about a variant, in the form of in-toto (https://in-toto.io/Statement/v1) with SLSA's provenance.

It has no time and no name of a machine: two builds of the same sources give the same statement.
"""

import hashlib
import json
import pathlib
from typing import Any, NamedTuple, Optional

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.variants import metadata_of

STATEMENT = "https://in-toto.io/Statement/v1"
PROVENANCE = "https://slsa.dev/provenance/v1"
# What the parameters of the predicate mean.
BUILD_TYPE = "https://github.com/huggingface/kernel-builder/blob/main/docs/verify.md#the-statement"
BUILDER = "https://github.com/huggingface/kernel-builder"
# The file beside the folder of a variant.
ENDING = ".intoto.json"


class Sources(NamedTuple):
    """The sources of a kernel. address: of its repository, or None. folder: of the kernel, in the repository."""

    address: Optional[str] = None
    folder: str = ""


def file_of(variant: pathlib.Path) -> pathlib.Path:
    """The path of the attestation of a variant."""
    return variant.parent / f"{variant.name}{ENDING}"


def digests(variant: pathlib.Path) -> dict[str, str]:
    """The SHA-256 of each file of a variant, by its path from the folder `build`, without signatures for `kernels`."""
    return {
        f"{variant.name}/{path.relative_to(variant).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(variant.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path.name != "metadata.json.sigstore"
    }


def _git(name: str, address: Optional[str], record: Optional[dict[str, Any]]) -> list[dict[str, Any]]:
    """A repository at a commit, as a resource descriptor of in-toto; none without a commit."""
    if not record:
        return []
    where = {"uri": f"git+{address}@{record['commit']}"} if address else {}
    dirty = {"annotations": {"dirty": True}} if record["dirty"] else {}
    return [{"name": name, **where, "digest": {"gitCommit": record["commit"]}, **dirty}]


def statement_of(variant: pathlib.Path, sources: Sources, lock: Optional[bytes]) -> bytes:
    """The statement about a variant. lock: the kernel's flake.lock.

    Raises UserError if metadata.json has no provenance.
    """
    metadata = metadata_of(variant)
    origin = metadata.get("provenance")
    if not isinstance(origin, dict) or "kernel-builder" not in origin:
        raise UserError(
            f"{variant}/metadata.json has no provenance, so nothing can be attested", "build the variant again"
        )
    builder = origin["kernel-builder"]
    document = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": value}} for name, value in digests(variant).items()],
        "predicateType": PROVENANCE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {
                    "variant": variant.name,
                    "kernel": metadata["name"],
                    **({"source": sources.address} if sources.address else {}),
                    **({"folder": sources.folder} if sources.folder else {}),
                },
                "internalParameters": {"sandboxed": origin.get("sandboxed", True)},
                "resolvedDependencies": [
                    *_git("kernel", sources.address, origin.get("kernel")),
                    *_git("kernel-builder", BUILDER, builder.get("git")),
                    *([{"name": "flake.lock", "digest": {"sha256": hashlib.sha256(lock).hexdigest()}}] if lock else []),
                ],
            },
            "runDetails": {"builder": {"id": BUILDER, "version": {"kernel-builder": builder["version"]}}},
        },
    }
    return json.dumps(document, indent=1, sort_keys=True).encode()


class Attested(NamedTuple):
    """What a statement says. files: path from the folder `build` → SHA-256. sources: of the kernel."""

    files: dict[str, str]
    sources: Sources


def read_statement(payload: bytes) -> Attested:
    """Read a statement. Raises ValueError if it is no statement about a variant."""
    try:
        document = json.loads(payload)
        files = {subject["name"]: subject["digest"]["sha256"] for subject in document["subject"]}
        parameters = document["predicate"]["buildDefinition"]["externalParameters"]
        kinds = (document["_type"], document["predicateType"])
        sources = Sources(parameters.get("source"), parameters.get("folder", ""))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"it is no statement about a variant ({error!r})") from None
    if kinds != (STATEMENT, PROVENANCE):
        raise ValueError(f"it is a statement of another kind: {kinds[1]}")
    return Attested(files, sources)
