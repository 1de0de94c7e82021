"""Built variants: finding them in a folder, and reading their metadata.json."""

import json
import pathlib
from typing import Any

from kernel_builder.builder.errors import UserError


def built_variants(build: pathlib.Path) -> list[pathlib.Path]:
    """The folders of built variants in a folder, which need not be there."""
    found = sorted(build.iterdir()) if build.is_dir() else []
    return [path for path in found if not path.name.startswith(".") and (path / "metadata.json").is_file()]


def metadata_of(variant: pathlib.Path) -> dict[str, Any]:
    """The metadata.json of a built variant; raises UserError where it is not one."""
    path = variant / "metadata.json"
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: {error}", "build the variant again") from None
    if not (isinstance(found, dict) and {"name", "version", "backend"} <= set(found)):
        raise UserError(f"{path}: it does not say what was built", "build the variant again")
    return found
