"""What all tests share: where things are, and how Nix is called."""

import os
import pathlib
import shutil
import subprocess

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
FEATURES = ["--extra-experimental-features", "nix-command flakes"]


# In front of a command that is to have no network. Only root may unshare it as it is; another user does so as the
# root of a namespace, and says that Nix's daemon holds the store all the same.
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
    """Run Nix with some words; returns the finished process, with its output as text."""

    def run(*words, check=True, prefix=(), **settings):
        done = subprocess.run(
            [*prefix, "nix", *FEATURES, *words], capture_output=True, text=True, errors="replace", **settings
        )
        if check and done.returncode:
            pytest.fail(f"nix {' '.join(words)} failed:\n{done.stderr[-4000:]}")
        return done

    return run


@pytest.fixture
def copy_kernel(tmp_path):
    """Copy a kernel of tests/kernels, with the files of further folders over it, so that it finds kernel-builder from anywhere."""

    def copy(name: str, *over: pathlib.Path, to: str = "kernel") -> pathlib.Path:
        for folder in (REPOSITORY / "tests/kernels" / name, *over):
            shutil.copytree(folder, tmp_path / to, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
        change(tmp_path / to / "flake.nix", "path:../../..", f"path:{REPOSITORY}")
        return tmp_path / to

    return copy


def change(file: pathlib.Path, old: str, new: str) -> None:
    """Put one text for another in a file, which must have it."""
    text = file.read_text()
    assert old in text, f"{file.name} has no {old}"
    file.write_text(text.replace(old, new))


@pytest.fixture(name="change")
def change_fixture():
    return change


@pytest.fixture
def kernel(copy_kernel) -> pathlib.Path:
    """A small right kernel in a folder of its own, for tests to break."""
    return copy_kernel("small")
