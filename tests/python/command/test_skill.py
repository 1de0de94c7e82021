import pathlib
import re

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.main import cli
from kernel_builder.command.skill import PAGES, documents, skill_files, write_skill


@pytest.fixture(autouse=True)
def documents_of_the_repository(monkeypatch):
    """The guide is made of this repository's documents, wherever the command is installed."""
    monkeypatch.setenv("KERNEL_BUILDER_FLAKE", str(pathlib.Path(__file__).resolve().parents[3]))


def test_the_guide_names_each_page_and_each_page_is_there():
    files = skill_files()
    assert set(files) == {"SKILL.md", *(f"references/{name}" for name in PAGES)}
    assert re.findall(r"\(references/([^)]+)\)", files["SKILL.md"]) == list(PAGES)
    assert files["SKILL.md"].startswith("---\nname: kernel-builder\ndescription: ")


def test_the_commands_of_the_guide_exist():
    names = set(re.findall(r"`kernel-builder ([a-z-]+)", skill_files()["SKILL.md"]))
    assert names and names <= set(cli.commands)


def test_links_of_the_pages_lead_out_of_the_guide_only_to_the_repository():
    for name, text in skill_files().items():
        assert "](../" not in text, name


def test_a_guide_of_another_version_is_replaced_as_a_whole(tmp_path):
    write_skill(tmp_path, {"SKILL.md": "name: kernel-builder\n", "references/old.md": ""}, False)
    with pytest.raises(UserError, match="exists"):
        write_skill(tmp_path, {"SKILL.md": ""}, False)
    write_skill(tmp_path, {"SKILL.md": "name: kernel-builder\n", "references/new.md": ""}, True)
    assert [path.name for path in sorted(tmp_path.rglob("*.md"))] == ["SKILL.md", "new.md"]


def test_a_folder_of_somebody_else_stays(tmp_path):
    (tmp_path / "kernel-builder").mkdir()
    (tmp_path / "kernel-builder/mine").write_text("")
    with pytest.raises(UserError, match="is no guide of kernel-builder"):
        write_skill(tmp_path, {"SKILL.md": ""}, True)


def test_an_installation_without_documents_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("KERNEL_BUILDER_FLAKE", str(tmp_path))
    with pytest.raises(UserError, match="has no documents"):
        documents()
