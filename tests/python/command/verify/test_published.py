"""Variants of a repository on the Hub."""

import json

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.attestation.statement import file_of
from kernel_builder.command.verify.published import download

VARIANT = "torch213-cxx11-cpu-x86_64-linux"


@pytest.fixture
def published(hub, built, upload):
    """A repository with a variant and its attestation, on the branch v1."""
    file_of(built / "build" / VARIANT).write_text("{}")
    assert upload(built).exit_code == 0
    return built


@pytest.mark.parametrize("name", ["me/small", "me/small@v1"])
def test_the_variants_and_their_attestations_are_downloaded(published, tmp_path, name):
    folder = download(name, (), tmp_path / "here")
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert files == [
        f"{VARIANT}.intoto.json",
        f"{VARIANT}/__init__.py",
        f"{VARIANT}/_small_cpu_1234567.abi3.so",
        f"{VARIANT}/metadata.json",
    ]
    assert json.loads((folder / VARIANT / "metadata.json").read_text())["name"] == "small"


def test_only_a_named_variant_is_downloaded(published, tmp_path):
    assert not download("me/small", ("torch211-cxx11-cpu",), tmp_path / "none").exists()
    assert (download("me/small", ("torch213-cxx11-cpu",), tmp_path / "one") / VARIANT).is_dir()


def test_a_second_upload_leaves_no_attestation_of_the_first(published, hub, upload, seal):
    file_of(published / "build" / VARIANT).unlink()
    (published / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    seal(published)
    assert upload(published).exit_code == 0
    files = hub.repositories[("kernel", "me/small")].files("v1")
    assert f"build/{VARIANT}.intoto.json" not in files and f"build/{VARIANT}/__init__.py" in files


def test_what_is_no_repository_is_refused(hub, tmp_path):
    with pytest.raises(UserError, match="build is no folder, and no repository on the Hub"):
        download("build", (), tmp_path)
    with pytest.raises(UserError, match="me/none does not exist on the Hub"):
        download("me/none", (), tmp_path)
