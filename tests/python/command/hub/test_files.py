import hashlib
import subprocess

import pytest

from kernel_builder.command.hub.files import (
    Difference,
    RemoteFile,
    difference,
    is_same,
    local_files,
    merged,
    variants_of,
)

VARIANT = "torch213-cxx11-cpu-x86_64-linux"


@pytest.fixture
def file(tmp_path):
    (tmp_path / "a").write_bytes(b"content")
    return tmp_path / "a"


def remote(content, lfs=False):
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    return RemoteFile(blob, hashlib.sha256(content).hexdigest() if lfs else "")


def test_a_file_is_compared_by_the_id_that_git_gives_it(file):
    blob = subprocess.run(["git", "hash-object", file], capture_output=True, text=True, check=True).stdout.strip()
    assert is_same(file, RemoteFile(blob, "")) and not is_same(file, remote(b"other"))


def test_a_file_in_lfs_is_compared_by_its_hash(file):
    assert is_same(file, RemoteFile("of the pointer", remote(b"content", lfs=True).sha256))
    assert not is_same(file, remote(b"other", lfs=True))


def test_variants_and_benchmarks_are_uploaded_and_nothing_else(built):
    (built / "benchmarks/__pycache__").mkdir()
    (built / "benchmarks/__pycache__/benchmark.pyc").touch()
    (built / "build/notes.txt").touch()
    assert sorted(local_files(built)) == [
        "benchmarks/benchmark.py",
        f"build/{VARIANT}/__init__.py",
        f"build/{VARIANT}/_small_cpu_1234567.abi3.so",
        f"build/{VARIANT}/metadata.json",
    ]


def test_the_variants_of_paths():
    assert variants_of(["build/b/x/y", "build/a/x", "build/b/z", "build/file", "benchmarks/a/b"]) == ["a", "b"]


def test_files_are_added_changed_and_removed_and_other_variants_stay(file):
    same, changed, new = "build/a/same", "build/a/changed", "benchmarks/new"
    branch = {
        same: remote(b"content"),
        changed: remote(b"old"),
        "build/a/stale": remote(b"x"),
        "benchmarks/stale": remote(b"x"),
        "build/b/other": remote(b"x"),
        "README.md": remote(b"x"),
    }
    change = difference(dict.fromkeys([same, changed, new], file), branch)
    assert change == Difference([new], [changed], ["benchmarks/stale", "build/a/stale"])
    assert change.paths == {changed, new, "benchmarks/stale", "build/a/stale"}
    assert difference({same: file}, {same: remote(b"content")}).paths == set()


def test_two_changes_are_merged():
    assert merged(Difference(["b"], [], ["x"]), Difference(["a"], ["c"], [])) == Difference(["a", "b"], ["c"], ["x"])
