import subprocess

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.new_repository import add_to_git, lock


def test_a_folder_becomes_a_repository_that_tracks_the_files(tmp_path):
    (tmp_path / "a").touch()
    (tmp_path / "b").touch()
    assert add_to_git(tmp_path, ["a"]) == "made a git repository, and added the files"
    listing = subprocess.run(["git", "-C", tmp_path, "ls-files"], capture_output=True, text=True)
    assert listing.stdout == "a\n"
    assert add_to_git(tmp_path, ["b"]) == "added the files to git"


def test_without_git_the_line_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert add_to_git(tmp_path, []) == "git is not installed: this kernel is in no repository"


def test_a_file_that_does_not_exist_is_an_error_of_git(tmp_path):
    with pytest.raises(UserError, match="did not match any files"):
        add_to_git(tmp_path, ["absent"])


def test_without_nix_there_is_no_lock_file(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lock(tmp_path).startswith("no flake.lock: Nix is not installed")
