"""The built variants that a person names on the command line."""

import pathlib

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.variants import built_variants


def variants_in(folder: pathlib.Path) -> list[pathlib.Path]:
    """The built variants in a folder, or the folder itself if it is a variant. Raises CheckError if there is none."""
    variants = [folder] if (folder / "metadata.json").is_file() else built_variants(folder)
    if not variants:
        raise CheckError(f"{folder}: no built variants", "build some: kernel-builder build-and-copy")
    return variants
