"""Writes project files to a kernel's folder and removes them, without touching files that a person made."""

import pathlib
from collections.abc import Iterable

from kernel_builder.builder.errors import UserError


def is_ours(path: pathlib.Path) -> bool:
    """Whether kernel-builder made a file: then the first line names kernel-builder."""
    return "kernel-builder" in path.read_text(errors="replace").partition("\n")[0]


def check_ours(folder: pathlib.Path, files: dict[pathlib.PurePosixPath, str], force: bool) -> None:
    """Raise UserError if writing the files would replace a different file that a person made; never with `force`."""
    for name, content in files.items():
        path = folder / name
        if force or not path.exists():
            continue
        if path.read_text(errors="replace") != content and not is_ours(path):
            raise UserError(
                f"{name} exists and was not made by kernel-builder: the first line does not name it",
                "pass -f to replace the file",
            )


def write_project_files(folder: pathlib.Path, files: dict[pathlib.PurePosixPath, str], force: bool) -> None:
    """Write the files. Raises UserError, and writes none, if check_ours refuses one."""
    check_ours(folder, files, force)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def remove_project_files(
    folder: pathlib.Path, files: Iterable[pathlib.PurePosixPath], force: bool, dry_run: bool = False
) -> dict[pathlib.PurePosixPath, bool]:
    """Remove the files that exist, and the folders that this leaves empty. A person's file stays without `force`.

    Returns, for each file that existed, whether it was removed; with dry_run, whether it would be.
    """
    existing = [name for name in sorted(files) if (folder / name).is_file()]
    removed = {name: force or is_ours(folder / name) for name in existing}
    if not dry_run:
        for name in (name for name in existing if removed[name]):
            (folder / name).unlink()
            # The last parent is the kernel's own folder.
            for parent in list(name.parents)[:-1]:
                if not any((folder / parent).iterdir()):
                    (folder / parent).rmdir()
    return removed
