"""Each linter on all files that it can read. A test fails with the full output of its linter."""

import shutil
import subprocess

import pytest
import tracked

FILES = tracked.by_kind(tracked.files())


def lint(*command):
    if not shutil.which(command[0]):
        pytest.fail(f"no {command[0]} on PATH: run ./run lint, which brings it", pytrace=False)
    finished = subprocess.run(
        list(map(str, command)), cwd=tracked.REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if finished.returncode:
        pytest.fail(finished.stdout, pytrace=False)


def test_ruff_finds_no_mistake_in_python():
    lint("ruff", "check", "--quiet", "--output-format", "concise", "--force-exclude", *FILES["python"])


def test_python_is_formatted():
    lint("ruff", "format", "--check", "--quiet", "--diff", "--force-exclude", *FILES["python"])


def test_mypy_finds_no_mistake_in_the_package():
    lint("mypy", "--no-error-summary")


def test_shellcheck_finds_no_mistake_in_shell():
    lint("shellcheck", "--format", "gcc", *FILES["shell"])


def test_shell_is_formatted():
    lint("shfmt", "--diff", *FILES["shell"])


def test_nix_parses_every_file():
    lint("nix-instantiate", "--parse", "--quiet", *FILES["nix"])


def test_nix_files_keep_to_the_style():
    lint("python3", "tests/lint/nix_style.py", *[file.relative_to(tracked.REPOSITORY) for file in FILES["nix"]])


def test_every_kind_has_files():
    assert all(FILES[kind] for kind in ("nix", "python", "shell"))


def test_only_flakes_that_nix_can_lock_have_a_lock():
    """Nix writes locks and adds them to Git. One of `path:../..` has a hash of this tree, which each change alters."""
    folders = [file.parent for file in tracked.files() if file.name == "flake.lock"]
    stale = [folder for folder in folders if '"path:../..' in (folder / "flake.nix").read_text()]
    assert folders and stale == []
