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


def size_of(variant: pathlib.Path) -> int:
    """The bytes of a built variant's library, or of all its files if it has none."""
    files = list(variant.glob("*.so")) or [path for path in variant.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files)
