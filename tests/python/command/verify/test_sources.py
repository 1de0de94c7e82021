"""The sources of a variant: cloned from addresses that run no program, and found by the kernel's name."""

import subprocess

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.verify.sources import check_out, kernel_around, kernel_in, prefix_of


def git(folder, *words):
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    command = ["git", "-C", folder, *identity, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(kernel, tmp_path):
    """A git repository with the kernel `small` in a folder."""
    root = tmp_path / "repository"
    (root / "kernels").mkdir(parents=True)
    kernel.rename(root / "kernels/one")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "all")
    return root


@pytest.fixture
def commit(repository):
    return git(repository, "rev-parse", "HEAD")


def test_a_commit_is_checked_out_without_later_changes(repository, commit, tmp_path):
    (repository / "kernels/one/build.toml").write_text("changed")
    check_out(repository / "kernels/one", commit, tmp_path / "clone")
    folder = kernel_in(tmp_path / "clone", "kernels/one", "small")
    assert folder == tmp_path / "clone/kernels/one" and "changed" not in (folder / "build.toml").read_text()
    assert git(tmp_path / "clone", "status", "--porcelain") == ""


def test_an_address_is_cloned(repository, commit, tmp_path):
    check_out(f"git+file://{repository}", commit, tmp_path / "clone")
    assert kernel_in(tmp_path / "clone", "", "small") == tmp_path / "clone/kernels/one"


@pytest.mark.parametrize("address", ["ext::touch made", "--upload-pack=touch made", "/etc", "fd::17", ""])
def test_an_address_that_could_run_a_program_is_refused(commit, tmp_path, monkeypatch, address):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="is no address that git clones from, and no folder"):
        check_out(address, commit, tmp_path / "clone")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", ["--help", "HEAD", "a; b", ""])
def test_a_commit_is_a_hash(repository, tmp_path, name):
    with pytest.raises(UserError, match="is no commit"):
        check_out(repository, name, tmp_path / "clone")


def test_a_missing_commit_or_repository_is_an_error(repository, tmp_path):
    with pytest.raises(UserError, match="the sources could not be fetched: "):
        check_out(repository, "0" * 40, tmp_path / "clone")
    with pytest.raises(UserError, match="the sources could not be fetched: "):
        check_out(f"file://{tmp_path}/none", "0" * 40, tmp_path / "clone2")
    with pytest.raises(UserError, match="is in no git repository"):
        check_out(tmp_path, "0" * 40, tmp_path / "clone3")


@pytest.mark.parametrize("folder", ["../..", "kernels", "none", ""])
def test_the_kernel_is_found_by_its_name(repository, folder):
    assert kernel_in(repository, folder, "small") == repository / "kernels/one"


def test_a_name_that_no_kernel_has_is_an_error(repository):
    with pytest.raises(UserError, match="the repository has no kernel with the name other"):
        kernel_in(repository, "", "other")


def test_the_kernel_around_a_variant_and_its_place_in_git(repository, tmp_path):
    kernel = repository / "kernels/one"
    assert kernel_around(kernel / "build/torch") == kernel
    assert kernel_around(tmp_path / "a/b") is None
    assert (prefix_of(kernel), prefix_of(repository), prefix_of(tmp_path)) == ("kernels/one", "", "")
