import pathlib

import pytest
from click.testing import CliRunner

from kernel_builder.builder.config.read import problems_of
from kernel_builder.command.init import BUILDER, BACKENDS, kernel_files
from kernel_builder.command.main import cli

TEMPLATE = pathlib.Path(__file__).resolve().parents[3] / "templates/kernel"


def init(*words):
    return CliRunner().invoke(cli, ["init", *map(str, words)])


@pytest.mark.parametrize("backends", [*BACKENDS, "cpu,cuda", "all"])
def test_a_new_kernel_has_nothing_wrong_for_each_choice_of_backends(tmp_path, backends):
    folder = tmp_path / "k"
    assert init(folder, "--name", "my-org/my-kernel", "--backends", backends).exit_code == 0
    assert problems_of(folder) == []
    chosen = {p.name.rpartition("_")[2] for p in folder.iterdir() if p.name.startswith("my_kernel_")}
    asked = set(BACKENDS) if backends == "all" else set(backends.split(","))
    assert chosen == {"cuda" if backend == "rocm" else backend for backend in asked}


def test_nothing_is_left_of_a_template():
    for name, content in kernel_files("a/my-kernel", ["cpu"], "MIT").items():
        assert "MODULE" not in name + content and "<%" not in content
        assert "<< " not in content or name.endswith((".cu", ".cpp"))


def test_files_that_are_there_stay_unless_they_are_to_be_replaced(tmp_path):
    (tmp_path / "flake.nix").write_text("mine")
    done = init(tmp_path, "--name", "a/bb")
    assert f"{tmp_path / 'flake.nix'} is there already" in str(done.exception) and "--overwrite" in str(done.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["flake.nix"]
    assert init(tmp_path, "--name", "a/bb", "--overwrite").exit_code == 0
    assert BUILDER in (tmp_path / "flake.nix").read_text()


@pytest.mark.parametrize(
    "words, said",
    [
        (["--name", "nameless"], "'nameless' is not owner/name"),
        (["--name", "a/Upper"], "'a/Upper' is not owner/name"),
        (["--name", "a/bb", "--backends", "cpu,tpu"], "unknown backend 'tpu'; there are cpu, cuda, rocm, xpu"),
        (["--name", "a/bb", "--backends", ""], "no backend is named"),
        ([], "Missing option '--name'"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(tmp_path, words, said):
    done = init(tmp_path, *words)
    assert done.exit_code == 2 and said in done.output


def test_nix_flake_init_gives_the_same():
    """To write the folder again: `python tests/python/command/test_init.py`."""
    files = kernel_files("my-org/my-kernel", ["cpu", "cuda"], "Apache-2.0")
    found = {path.relative_to(TEMPLATE).as_posix(): path.read_text() for path in TEMPLATE.rglob("*") if path.is_file()}
    assert found == files


if __name__ == "__main__":
    import shutil

    from kernel_builder.command.init import write_kernel

    shutil.rmtree(TEMPLATE, ignore_errors=True)
    write_kernel(TEMPLATE, kernel_files("my-org/my-kernel", ["cpu", "cuda"], "Apache-2.0"), overwrite=False)
