"""Finds built variants in a folder, and reads their metadata.json."""

import json
import pathlib
from typing import Any

from kernel_builder.builder.errors import UserError

REMEDY = "build the variant again"


def built_variants(build: pathlib.Path) -> list[pathlib.Path]:
    """The folders of built variants in a folder, sorted; empty if the folder does not exist."""
    paths = sorted(build.iterdir()) if build.is_dir() else []
    return [path for path in paths if not path.name.startswith(".") and (path / "metadata.json").is_file()]


def metadata_of(variant: pathlib.Path) -> dict[str, Any]:
    """The metadata.json of a built variant; raises UserError if the file cannot be read or has missing keys."""
    path = variant / "metadata.json"
    try:
        metadata = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: {error}", REMEDY) from None
    if not (isinstance(metadata, dict) and {"name", "version", "backend"} <= set(metadata)):
        raise UserError(f"{path}: name, version or backend is missing", REMEDY)
    return metadata
