"""Built variants in a kernel's `build` folder: finding, reading and copying them."""

import json
import pathlib
import shutil
from typing import Any, Dict, List

from kernel_builder.errors import UserError


def built_variants(build: pathlib.Path) -> List[pathlib.Path]:
    """The folders of built variants in a folder, which need not be there."""
    found = sorted(build.iterdir()) if build.is_dir() else []
    return [path for path in found if not path.name.startswith(".") and (path / "metadata.json").is_file()]


def metadata_of(variant: pathlib.Path) -> Dict[str, Any]:
    """The metadata.json of a built variant; raises UserError where it is not one."""
    path = variant / "metadata.json"
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: {error}", "build the variant again") from None
    if not (isinstance(found, dict) and {"name", "version", "backend"} <= set(found)):
        raise UserError(f"{path}: it does not say what was built", "build the variant again")
    return found


def copy_bundle(bundle: pathlib.Path, build: pathlib.Path) -> List[pathlib.Path]:
    """Copy each part of a bundle into the folder `build`, and return what was made.

    A part is replaced by renames: whoever reads `build` meanwhile finds the old one or the new one whole.
    """
    build.mkdir(exist_ok=True)
    copied = []
    for part in sorted(bundle.iterdir()):
        new, old, target = (build / f".{part.name}.new", build / f".{part.name}.old", build / part.name)
        for leftover in (new, old):
            _remove(leftover)
        if part.is_dir():
            # Contents only: files of the store are read-only, and all as old as 1970.
            shutil.copytree(part, new, copy_function=shutil.copyfile)
            for folder in [new, *(path for path in new.rglob("*") if path.is_dir())]:
                folder.chmod(0o755)
        else:
            shutil.copyfile(part, new)
        if target.exists() or target.is_symlink():
            target.rename(old)
        new.rename(target)
        _remove(old)
        copied.append(target)
    return copied


def _remove(path: pathlib.Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()
