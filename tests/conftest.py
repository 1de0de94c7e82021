"""Fixtures of all tests: Nix, a copy of this repository, copies of its kernels, and texts that are expected."""

import os
import pathlib
import re
import shutil
import subprocess

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
FEATURES = ["--extra-experimental-features", "nix-command flakes"]
# Where `copy_kernel` looks for a kernel of a name.
KERNELS = ("tests/kernels", "examples")


def pytest_addoption(parser):
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write each expected.txt anew from what is printed, in place of comparing the two",
    )
    parser.addoption(
        "--variant",
        action="append",
        default=[],
        help="a variant that `./run reproducible` builds, in place of all; give it again for further ones",
    )


@pytest.fixture(scope="session")
def repository() -> pathlib.Path:
    """The root of the work tree, for tests that only read it."""
    return REPOSITORY


@pytest.fixture(scope="session")
def offline() -> list[str]:
    """The start of a command line that runs without a network."""
    if os.geteuid() == 0:
        return ["unshare", "--net"]
    # Another user may do so as the root of a namespace. Nix would take that for root, who owns the store.
    return ["unshare", "--map-root-user", "--net", "env", "NIX_REMOTE=daemon"]


@pytest.fixture(scope="session")
def nix():
    """Run Nix with some words; returns the finished process, with its output as text.

    check: whether the test fails if Nix does. prefix: the start of the command line, such as `offline`.
    """

    def run(*words, check=True, prefix=(), **settings):
        process = subprocess.run(
            [*prefix, "nix", *FEATURES, *words], capture_output=True, text=True, errors="replace", **settings
        )
        if check and process.returncode:
            pytest.fail(f"nix {' '.join(words)} failed:\n{process.stderr[-4000:]}{process.stdout[-4000:]}")
        return process

    return run


def copy_files(folder: pathlib.Path, target: pathlib.Path) -> None:
    """Copy the files of a folder that git tracks or would add, so no result of an earlier build or test."""
    listing = subprocess.run(
        ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        # git still lists a file that was removed and not committed.
        if os.path.lexists(folder / name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, target / name, follow_symlinks=False)


@pytest.fixture(scope="session")
def copy_repository():
    """Copy this repository, without git's folder."""
    return lambda target: copy_files(REPOSITORY, target)


@pytest.fixture(scope="session")
def builder(tmp_path_factory, copy_repository) -> pathlib.Path:
    """A copy of this repository, which the copied kernels name as their kernel-builder. No test writes in it."""
    folder = tmp_path_factory.mktemp("builder") / "kernel-builder"
    copy_repository(folder)
    return folder


@pytest.fixture
def copy_kernel(tmp_path, builder):
    """Copy a kernel of tests/kernels or of examples, with the files of further folders over it.

    to: the name of the copy, in the test's own folder. Returns the copy, whose flake names `builder`.
    """

    def copy(name: str, *over: pathlib.Path, to: str = "kernel") -> pathlib.Path:
        (folder,) = (REPOSITORY / parent / name for parent in KERNELS if (REPOSITORY / parent / name).is_dir())
        target = tmp_path / to
        for source in (folder, *over):
            copy_files(source, target)
        # It belongs to the test, and would change the name that a build takes from the sources.
        (target / "expected.txt").unlink(missing_ok=True)
        flake = (target / "flake.nix").read_text()
        (relative,) = re.findall(r'"path:[./]+"', flake)
        (target / "flake.nix").write_text(flake.replace(relative, f'"path:{builder}"'))
        return target

    return copy


@pytest.fixture
def kernel(copy_kernel) -> pathlib.Path:
    """A small correct kernel in a folder of its own, for tests to break."""
    return copy_kernel("small")


@pytest.fixture(scope="session")
def change():
    """Replace a text in a file by another; the file must contain it."""

    def replace(file: pathlib.Path, old: str, new: str) -> None:
        text = file.read_text()
        assert old in text, f"{file.name} has no {old}"
        file.write_text(text.replace(old, new))

    return replace


@pytest.fixture
def assert_expected(request):
    """Compare a text with the file that holds it; with --update-expected, write the file instead."""

    def compare(file: pathlib.Path, text: str) -> None:
        if request.config.getoption("--update-expected"):
            file.write_text(text)
        assert text == file.read_text(), f"if the new text is right: ./run test --update-expected {request.node.nodeid}"

    return compare
