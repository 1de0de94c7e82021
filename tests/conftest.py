"""Fixtures for all tests: paths, calls of Nix, and copies of kernels."""

import os
import pathlib
import shutil
import subprocess

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
FEATURES = ["--extra-experimental-features", "nix-command flakes"]


# The words before a command that run it without a network. Only root may use `unshare` directly. Another user becomes
# root of a user namespace; Nix then needs NIX_REMOTE to use its daemon.
OFFLINE = ["unshare", "--net"]
if os.geteuid() != 0:
    OFFLINE = ["unshare", "--map-root-user", "--net", "env", "NIX_REMOTE=daemon"]


@pytest.fixture(scope="session")
def offline():
    return OFFLINE


@pytest.fixture(scope="session")
def repository() -> pathlib.Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def nix():
    """Run Nix with these arguments; returns the finished process, with its output as text."""

    def run(*words, check=True, prefix=(), **settings):
        result = subprocess.run(
            [*prefix, "nix", *FEATURES, *words], capture_output=True, text=True, errors="replace", **settings
        )
        if check and result.returncode:
            pytest.fail(f"nix {' '.join(words)} failed:\n{result.stderr[-4000:]}")
        return result

    return run


@pytest.fixture
def copy_kernel(tmp_path):
    """Copy a kernel of tests/kernels, and further folders over it. The copy names kernel-builder by its full path."""

    def copy(name: str, *over: pathlib.Path, to: str = "kernel") -> pathlib.Path:
        for folder in (REPOSITORY / "tests/kernels" / name, *over):
            shutil.copytree(folder, tmp_path / to, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
        change(tmp_path / to / "flake.nix", "path:../../..", f"path:{REPOSITORY}")
        return tmp_path / to

    return copy


def change(file: pathlib.Path, old: str, new: str) -> None:
    """Replace a text in a file, which must contain it."""
    text = file.read_text()
    assert old in text, f"{file.name} has no {old}"
    file.write_text(text.replace(old, new))


@pytest.fixture(name="change")
def change_fixture():
    return change


@pytest.fixture
def kernel(copy_kernel) -> pathlib.Path:
    """A copy of the correct kernel `small`, for tests to break."""
    return copy_kernel("small")
