"""What is to be on the Hub, beside what is there: the exact difference, before anything is sent."""

import hashlib
import pathlib
from collections.abc import Iterable
from typing import NamedTuple

from kernel_builder.builder.variants import built_variants


class Remote(NamedTuple):
    """A file of a branch: its Git blob's id, and the hash of its content where it is kept by LFS, else ""."""

    blob: str
    sha256: str


class Difference(NamedTuple):
    """Paths in the repository, each list sorted."""

    added: list[str]
    changed: list[str]
    removed: list[str]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def _hashed(start: bytes, path: pathlib.Path, algorithm: str) -> str:
    digest = hashlib.new(algorithm, start)
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def is_same(path: pathlib.Path, remote: Remote) -> bool:
    """Whether a file is what the branch has: by the ids of git-hash-object(1), or for LFS the hash of the content."""
    if remote.sha256:
        return _hashed(b"", path, "sha256") == remote.sha256
    return _hashed(b"blob %d\0" % path.stat().st_size, path, "sha1") == remote.blob


def local_files(folder: pathlib.Path) -> dict[str, pathlib.Path]:
    """Path in the repository → file, for the built variants and the benchmarks of a kernel."""
    roots = {f"build/{variant.name}": variant for variant in built_variants(folder / "build")}
    if (folder / "benchmarks").is_dir():
        roots["benchmarks"] = folder / "benchmarks"
    found = {}
    for name, root in roots.items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found[f"{name}/{path.relative_to(root).as_posix()}"] = path
    return found


def ours(path: str, local: Iterable[str]) -> bool:
    """Whether a file of the branch is in a folder that is uploaded whole: one of these variants, or benchmarks."""
    folders = {"/".join(name.split("/")[:2]) if name.startswith("build/") else name.split("/")[0] for name in local}
    return any(path.startswith(f"{folder}/") for folder in folders)


def difference(local: dict[str, pathlib.Path], remote: dict[str, Remote]) -> Difference:
    """What must change on a branch for it to have the local files; other variants there stay."""
    return Difference(
        added=sorted(name for name in local if name not in remote),
        changed=sorted(name for name in local if name in remote and not is_same(local[name], remote[name])),
        removed=sorted(name for name in remote if name not in local and ours(name, local)),
    )
