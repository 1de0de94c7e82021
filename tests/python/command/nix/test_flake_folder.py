import os
import socket
import subprocess

import pytest

from kernel_builder.command.nix.flake_folder import flake_folder

UNREAD = ["build/v/a.so", "build-ext/a.o", "result-1/a", ".venv/bin/python", "__pycache__/a.pyc", ".mypy_cache/a"]
READ = ["torch-ext/a/__init__.py", "tests/test_a.py", "flake.nix", "builder.txt", "deep/build/a.h"]


def write(folder, *files):
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file)


def files_in(folder):
    """The paths of a folder's files, without git's."""
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() and ".git" not in path.parts
    }


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "k"
    folder.mkdir()
    return folder


def test_a_folder_that_nix_can_read_is_not_copied(nix_program, folder):
    write(folder, *READ)
    with flake_folder(folder) as read:
        assert read == folder


def test_what_no_build_reads_is_left_out_of_the_copy(nix_program, folder):
    write(folder, *READ, *UNREAD, "environment/pyvenv.cfg", "environment/lib/a.py")
    os.mkfifo(folder / "fifo")
    os.mkfifo(folder / "deep/fifo")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(folder / "s"))
    with flake_folder(folder) as read:
        assert read != folder and files_in(read) == set(READ)
    server.close()
    assert not read.exists()


@pytest.mark.parametrize("text", ['src = ["build/v/a.so"]', 'include = ["./build"]', "include = ['build/']"])
def test_what_build_toml_names_is_part_of_the_copy(nix_program, folder, text):
    write(folder, *READ, *UNREAD)
    (folder / "build.toml").write_text(text)
    with flake_folder(folder) as read:
        assert files_in(read) == {*READ, "build.toml", "build/v/a.so"}


@pytest.mark.parametrize("before", [None, "old"])
def test_a_lock_file_that_nix_writes_is_kept(nix_program, folder, before):
    write(folder, *READ, *UNREAD)
    if before:
        (folder / "flake.lock").write_text(before)
    with flake_folder(folder) as read:
        (read / "flake.lock").unlink(missing_ok=True)
        (read / "flake.lock").write_text("new")
    assert (folder / "flake.lock").read_text() == "new"


@pytest.mark.parametrize("version, is_copied", [("2.8.0", True), ("2.34.8", False)])
@pytest.mark.parametrize("name", ["a b", "a#b", "a?b", "a%b", "a@b", "aüb", "a[b", "a+b"])
def test_an_old_nix_reads_a_repository_in_a_path_that_urls_quote_from_a_copy(
    nix_program, tmp_path, name, version, is_copied
):
    (nix_program.folder / "answers.json").write_text("[]")
    nix_program.answer("--version", stdout=f"nix (Nix) {version}\n")
    root = tmp_path / name
    write(root, "deep/k/flake.nix", "deep/k/b.cpp", "other")
    git = ["git", "-C", str(root), "-c", "user.name=test", "-c", "user.email=test@localhost"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run([*git, *words], check=True)
    (root / "deep/k/b.cpp").write_text("changed")
    write(root, "untracked")
    revision = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True).stdout
    with flake_folder(root / "deep/k") as read:
        assert (read != root / "deep/k") == (is_copied and name != "a+b")
        if read != root / "deep/k":
            assert (read / "b.cpp").read_text() == "changed"
            assert files_in(read.parent.parent) == {"deep/k/flake.nix", "deep/k/b.cpp", "other"}
            copied = ["git", "-C", str(read), "rev-parse", "HEAD"]
            assert subprocess.run(copied, capture_output=True, text=True).stdout == revision


def test_a_fifo_deep_in_the_folder_is_left_out_too(nix_program, folder):
    write(folder, *READ)
    os.mkfifo(folder / "tests/fifo")
    with flake_folder(folder) as read:
        assert read != folder and files_in(read) == set(READ)
