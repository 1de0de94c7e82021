"""metadata.json is complete for `kernels`, and its digest matches the files."""

import pathlib

from kernels_data import Digest, DigestValidationError, Metadata

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "metadata.json is one that `kernels` reads (kernels_data.Metadata), with the digest of the files"
REMEDY = "build the variant again"


def check(variant: pathlib.Path) -> str:
    try:
        metadata = Metadata.read_from_file(variant / "metadata.json")
    except ValueError as error:
        raise CheckError(f"metadata.json: {error}", REMEDY) from None
    if metadata.digest is None:
        raise CheckError("metadata.json: it has no digest of the files", REMEDY)
    try:
        metadata.digest.validate(Digest.hash_variant(metadata.digest.algorithm, variant))
    except DigestValidationError as error:
        raise CheckError(f"metadata.json: {error.violations[0]}", REMEDY) from None
    for path in elf.libraries(variant):
        if path.name != f"{metadata.id}.abi3.so":
            raise CheckError(f"metadata.json: the id is {metadata.id}, but the library is {path.name}", REMEDY)
    return f"{metadata.id}, {len(metadata.digest.files)} files"
