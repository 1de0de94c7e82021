import os
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from kernel_builder.builder.config.read import read
from kernel_builder.builder.errors import UserError
from kernel_builder.command.git import untracked_error, untracked_files, untracked_note

NEEDED = ["flake.nix", "build.toml", "binding.cpp", "torch-ext/small/__init__.py"]
READ = ["torch-ext/small/layers.py", "torch-ext/small/deep/more.py", "headers/a b.h"]
NOT_READ = ["notes.txt", "tests/test_small.py", "torch-ext/small/ignored.pyc"]


@pytest.fixture
def whole(kernel, change):
    """A kernel in a git repository, with files of each kind."""
    for file in [*READ, *NOT_READ]:
        (kernel / file).parent.mkdir(parents=True, exist_ok=True)
        (kernel / file).touch()
    change(kernel / "build.toml", "src = [", 'include = ["headers", "."]\nsrc = [')
    (kernel / ".gitignore").write_text("*.pyc\n")
    subprocess.run(["git", "init", "-q", kernel], check=True)
    return kernel


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tracked=strategies.sets(strategies.sampled_from([*NEEDED, *READ, *NOT_READ])))
def test_exactly_the_files_that_nix_would_not_see_are_reported(whole, tracked):
    (whole / ".git/index").unlink(missing_ok=True)
    if tracked:
        subprocess.run(["git", "-C", whole, "add", "--force", *sorted(tracked)], check=True)
    needed, others = untracked_files(whole, read(whole).config)
    assert (set(needed), set(others)) == (set(NEEDED) - tracked, set(READ) - tracked)


def test_outside_of_git_nix_sees_every_file(kernel):
    assert untracked_files(kernel, read(kernel).config) == ([], [])


def test_a_source_that_gitignore_lists_is_needed_all_the_same(whole, change):
    change(whole / ".gitignore", "*.pyc", "*.pyc\n*.cpp")
    subprocess.run(["git", "-C", whole, "add", "."], check=True)
    assert untracked_files(whole, read(whole).config) == (["binding.cpp"], [])


def test_a_build_toml_that_cannot_be_read_may_be_untracked_too(whole):
    assert untracked_files(whole, None) == (["build.toml", "flake.nix"], [])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_owner_is_reported_in_the_words_of_git(whole):
    shutil.chown(whole, "nobody")
    shutil.chown(whole / ".git", "nobody")
    with pytest.raises(UserError) as caught:
        untracked_files(whole, None)
    assert str(caught.value) == (
        f"error: git cannot read the repository of {whole}: detected dubious ownership in repository at '{whole}'\n"
        "  To add an exception for this directory, call:\n"
        f"  git config --global --add safe.directory {whole}"
    )


def test_the_error_and_the_note_have_the_command_that_mends_them():
    assert str(untracked_error(["a.cu"])) == (
        "error: git does not track a.cu, so Nix does not see it\n"
        "  run `git add a.cu` (with `-f` if .gitignore lists it)"
    )
    assert str(untracked_error(["a b.cu", "c.cu"])) == (
        "error: git does not track a b.cu, c.cu, so Nix does not see them\n"
        "  run `git add 'a b.cu' c.cu` (with `-f` if .gitignore lists them)"
    )
    assert untracked_note(list("abcdefg")) == (
        "git does not track a, b, c, d, e and 2 more, so the build leaves out such files; "
        "to include them: git add --all"
    )
