import pathlib

import pytest


@pytest.fixture(autouse=True)
def documents_of_the_repository(monkeypatch):
    """The guide is made of this repository's documents, wherever the command is installed."""
    monkeypatch.setenv("KERNEL_BUILDER_FLAKE", str(pathlib.Path(__file__).resolve().parents[4]))


@pytest.mark.parametrize(
    "words, folder",
    [([], "kernel/.agents/skills"), (["--claude"], "kernel/.claude/skills"), (["--global"], "home/.agents/skills")],
)
def test_the_guide_is_written_where_agents_look(tmp_path, monkeypatch, run, words, folder):
    (tmp_path / "kernel/tests").mkdir(parents=True)
    (tmp_path / "kernel/build.toml").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "kernel/tests")
    assert run("skills", "add", *words).exit_code == 0
    assert (tmp_path / folder / "kernel-builder/SKILL.md").is_file()
    assert str(run("skills", "add", *words).exception).endswith("exists\n  replace it with --force")


def test_the_guide_is_written_to_a_folder_that_is_named(tmp_path, run):
    assert run("skills", "add", "--dest", tmp_path / "a").output == f"wrote {tmp_path}/a/kernel-builder\n"
