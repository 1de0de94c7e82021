import pytest

OLD = """[general]
name = "relu" # the name
backends = ["cpu"]
version = 2
license = "MIT"

[torch]
src = ["b.cpp"]
"""


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "build.toml"
    file.write_text(OLD)
    return file


def test_a_dry_run_prints_the_changes_and_writes_nothing(file, run):
    assert run("update-build", file.parent, "--dry-run").output == "added general.edition = 5\n"
    assert file.read_text() == OLD


def test_the_file_is_written_once(file, run):
    assert run("update-build", file.parent).output == (
        "added general.edition = 5\nwrote build.toml; to check it: kernel-builder check-config\n"
    )
    assert file.read_text() == OLD.replace('license = "MIT"\n', 'license = "MIT"\nedition = 5\n')
    assert run("update-build", file.parent).output == "build.toml: up to date\n"


def test_the_license_is_an_option(file, run):
    file.write_text(OLD.replace('license = "MIT"\n', ""))
    result = run("update-build", file.parent)
    assert str(result.exception) == (
        "error: build.toml: general.license: missing\n  pass an SPDX identifier, for example --license Apache-2.0"
    )
    run("update-build", file.parent, "--license", "Apache-2.0")
    assert 'license = "Apache-2.0"' in file.read_text()


def test_a_folder_without_the_file_is_named(tmp_path, run):
    assert str(run("update-build", tmp_path).exception) == (
        f"error: {tmp_path}/build.toml: No such file or directory\n"
        "  run this in a kernel's folder, or name the folder as the argument"
    )
