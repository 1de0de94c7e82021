"""The digest of a built variant's files, compared with the digest in its metadata.json."""

import pathlib
from typing import NamedTuple

from kernels_data import Digest, DigestAlgorithm

from kernel_builder.builder.variants import metadata_of


class VariantDigest(NamedTuple):
    """files: name → hash. changed: names whose hash differs from metadata.json, or that only one of the two has."""

    algorithm: str
    files: dict[str, str]
    changed: list[str]


def digest_of(variant: pathlib.Path) -> VariantDigest:
    """Hash the files of a built variant, in the way of `kernels`. Raises UserError if metadata.json is not valid.

    If metadata.json has no digest, no file counts as changed.
    """
    digest = Digest.hash_variant(DigestAlgorithm.SHA256, variant)
    files: dict[str, str] = dict(sorted(digest.files.items()))
    recorded = metadata_of(variant).get("digest", {}).get("files", files)
    changed = [name for name in sorted({*files, *recorded}) if files.get(name) != recorded.get(name)]
    return VariantDigest(str(digest.algorithm), files, changed)
