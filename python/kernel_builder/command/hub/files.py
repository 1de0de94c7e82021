"""The files of an upload, compared with the files of a branch before anything is sent."""

import hashlib
import pathlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Union

from kernel_builder.builder.variants import built_variants
from kernel_builder.command.attestation.statement import ENDING, file_of


class RemoteFile(NamedTuple):
    """A file of a branch. blob: the id of its Git blob. sha256: the hash of its content if it is in LFS, else ""."""

    blob: str
    sha256: str


class Difference(NamedTuple):
    """Paths in the repository; each list is sorted."""

    added: list[str]
    changed: list[str]
    removed: list[str]

    @property
    def paths(self) -> set[str]:
        return {*self.added, *self.changed, *self.removed}


def _hash(algorithm: str, prefix: bytes, path: pathlib.Path) -> str:
    digest = hashlib.new(algorithm, prefix)
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def is_same(file: Union[pathlib.Path, bytes], remote: RemoteFile) -> bool:
    """Whether a local file equals a file of a branch, by its Git blob id (git-hash-object(1)) or its hash in LFS.

    file: a path, or content.
    """
    size = len(file) if isinstance(file, bytes) else file.stat().st_size
    algorithm, prefix = ("sha256", b"") if remote.sha256 else ("sha1", b"blob %d\0" % size)
    if isinstance(file, bytes):
        digest = hashlib.new(algorithm, prefix + file).hexdigest()
    else:
        digest = _hash(algorithm, prefix, file)
    return digest == (remote.sha256 or remote.blob)


def local_files(folder: pathlib.Path, names: Sequence[str] = ()) -> dict[str, pathlib.Path]:
    """The files of a kernel's built variants and benchmarks, or of some variants: path in the repository → file.

    A variant has the file of its attestation, if there is one.
    """
    built = [path for path in built_variants(folder / "build") if not names or path.name in names]
    roots = {f"build/{path.name}": path for path in built}
    attestations = [file_of(path) for path in built]
    if not names and (folder / "benchmarks").is_dir():
        roots["benchmarks"] = folder / "benchmarks"
    files = {f"build/{path.name}": path for path in attestations if path.is_file()}
    for name, root in roots.items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                files[f"{name}/{path.relative_to(root).as_posix()}"] = path
    return files


def variants_of(paths: Iterable[str]) -> list[str]:
    """The names of the variants that paths in a repository belong to, sorted."""
    return sorted({path.split("/")[1] for path in paths if path.startswith("build/") and path.count("/") > 1})


def _is_replaced(path: str, local: Iterable[str]) -> bool:
    """Whether a file of a branch is in a folder that the upload replaces as a whole: a variant, or the benchmarks.

    A variant that is replaced leaves no attestation of its former files.
    """
    folders = {"/".join(name.split("/")[:2]) if name.startswith("build/") else name.split("/")[0] for name in local}
    return any(path.startswith(f"{folder}/") or path == f"{folder}{ENDING}" for folder in folders)


def difference(local: dict[str, pathlib.Path], remote: dict[str, RemoteFile]) -> Difference:
    """The changes after which a branch has the local files. Other variants of the branch stay."""
    return Difference(
        added=sorted(name for name in local if name not in remote),
        changed=sorted(name for name in local if name in remote and not is_same(local[name], remote[name])),
        removed=sorted(name for name in remote if name not in local and _is_replaced(name, local)),
    )


def merged(first: Difference, second: Difference) -> Difference:
    """The changes of two differences of one branch."""
    return Difference(*(sorted({*a, *b}) for a, b in zip(first, second)))
