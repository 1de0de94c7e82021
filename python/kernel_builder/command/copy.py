"""Copies of bundles, as files that the user owns and can change."""

import contextlib
import fcntl
import os
import pathlib
import shutil
from collections.abc import Iterator

from kernel_builder.builder.errors import UserError


def copy_bundle(bundle: pathlib.Path, build: pathlib.Path) -> list[pathlib.Path]:
    """Copy each part of a bundle into the folder `build`, and return the paths of the copies.

    A part is replaced by renames, so that a reader of `build` sees the old part or the new part, never a mixture.
    Raises UserError if a part cannot be copied; the old part then stays.
    """
    build.mkdir(exist_ok=True)
    with _locked(build):
        return [_replace(part, build) for part in sorted(bundle.iterdir())]


@contextlib.contextmanager
def _locked(build: pathlib.Path) -> Iterator[None]:
    """Wait until no other process copies into the folder. The system ends the lock if the process is killed."""
    descriptor = os.open(build, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace(part: pathlib.Path, build: pathlib.Path) -> pathlib.Path:
    new, old, target = (build / f".{part.name}.new", build / f".{part.name}.old", build / part.name)
    for leftover in (new, old):
        _remove(leftover)
    try:
        _copy(part, new)
    except OSError as error:
        _remove(new)
        # shutil.Error has a list with a tuple (from, to, reason) for each file.
        reason = error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror
        raise UserError(
            f"{target}: cannot copy: {reason}",
            "the folder was not changed; mend the cause, for example free some space, and run the command again",
        ) from None
    if target.exists() or target.is_symlink():
        target.rename(old)
    new.rename(target)
    _remove(old)
    return target


def _copy(part: pathlib.Path, new: pathlib.Path) -> None:
    if not part.is_dir():
        shutil.copyfile(part, new)
        return
    # Only the contents: files of the store are read-only, and have a time in 1970.
    shutil.copytree(part, new, copy_function=shutil.copyfile)
    for folder in [new, *(path for path in new.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)


def _remove(path: pathlib.Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()
