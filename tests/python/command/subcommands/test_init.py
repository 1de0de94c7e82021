import pytest

from kernel_builder.builder.config.read import problems_of
from kernel_builder.command.init import BACKENDS, BUILDER


def test_a_new_kernel_is_written_and_the_next_steps_printed(tmp_path, run):
    folder = tmp_path / "k"
    result = run("init", folder, "--name", "my-org/my-kernel", "--backends", "cpu")
    assert result.exit_code == 0 and problems_of(folder) == []
    lines = result.output.splitlines()
    assert f"wrote {folder}/build.toml" in lines
    assert lines[-1] == (
        f"next: cd {folder}; in a git repository, `git add .` (Nix reads only files that git knows);"
        " kernel-builder build-and-copy --test"
    )
    assert BUILDER in (folder / "flake.nix").read_text()


def test_the_folder_has_the_name_of_the_kernel_by_default(tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("init", "--name", "my-org/my-kernel", "--builder", "path:/here")
    assert "path:/here" in (tmp_path / "my-kernel/flake.nix").read_text()


def test_all_stands_for_every_backend(tmp_path, run):
    run("init", tmp_path, "--name", "a/bb", "--backends", "all")
    text = (tmp_path / "build.toml").read_text()
    assert [backend for backend in BACKENDS if f"[kernel.{backend}]" in text] == list(BACKENDS)


def test_existing_files_are_replaced_with_overwrite(tmp_path, run):
    (tmp_path / "flake.nix").write_text("mine")
    assert str(run("init", tmp_path, "--name", "a/bb").exception) == (
        f"error: {tmp_path}/flake.nix exists\n  name another folder, or replace its files with --overwrite"
    )
    assert run("init", tmp_path, "--name", "a/bb", "--overwrite").exit_code == 0


KNOWN = f"known backends: {', '.join(BACKENDS)}, and `all` for every one."
FORM = "is not owner/name, where the name has only lower-case letters, digits and dashes."


@pytest.mark.parametrize(
    "words, line",
    [
        (["--name", "nameless"], f"Error: Invalid value for '--name': 'nameless' {FORM}"),
        (["--name", "a/Upper"], f"Error: Invalid value for '--name': 'a/Upper' {FORM}"),
        (
            ["--name", "a/bb", "--backends", "cpu,tpu"],
            f"Error: Invalid value for '--backends': unknown backend 'tpu'; {KNOWN}",
        ),
        (["--name", "a/bb", "--backends", ""], f"Error: Invalid value for '--backends': no backend given; {KNOWN}"),
        ([], "Error: Missing option '--name'."),
    ],
)
def test_wrong_values_are_refused(tmp_path, run, words, line):
    result = run("init", tmp_path, *words)
    assert (result.exit_code, result.output.splitlines()[-1]) == (2, line)
