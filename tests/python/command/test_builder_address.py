import pathlib
import subprocess
import sys

import hub_server
import pytest

from kernel_builder.command import builder_address as module
from kernel_builder.command.builder_address import PUBLISHED, builder_address, is_published, own_flake

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]


def test_the_published_flake_is_named_if_it_can_be_reached():
    assert builder_address(lambda: True) == (PUBLISHED, "")


def test_else_the_flake_of_the_command_is_named_with_the_line_that_changes_it(monkeypatch):
    monkeypatch.setenv("KERNEL_BUILDER_FLAKE", str(REPOSITORY))
    address, note = builder_address(lambda: False)
    assert address == f"path:{REPOSITORY}"
    assert str(REPOSITORY) in note and f'inputs.kernel-builder.url = "{PUBLISHED}"' in note


def test_a_command_that_runs_in_the_repository_names_the_repository():
    code = "from kernel_builder.command.builder_address import own_flake; print(own_flake())"
    environment = {"PYTHONPATH": str(REPOSITORY / "python"), "PATH": "/usr/bin:/bin"}
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert process.stdout == f"{REPOSITORY}\n", process.stderr


def test_the_flake_that_nix_built_the_command_from_comes_first(monkeypatch, tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "flake.nix").touch()
    monkeypatch.setenv("KERNEL_BUILDER_FLAKE", str(tmp_path))
    assert own_flake() == tmp_path


def test_a_command_without_a_flake_names_the_published_one(monkeypatch, tmp_path):
    monkeypatch.setenv("KERNEL_BUILDER_FLAKE", str(tmp_path))
    assert builder_address(lambda: False) == (PUBLISHED, "")


@pytest.mark.parametrize("exists", [True, False])
def test_a_page_that_is_missing_is_not_published(hub, monkeypatch, exists):
    repository = hub.repositories["model", "me/small"] = hub_server.Repository()
    repository.add_commit("main", {"page": (b"", False)} if exists else {})
    monkeypatch.setattr(module, "PAGE", f"{hub.url}/me/small/resolve/main/page")
    assert is_published() == exists


def test_a_network_that_does_not_answer_publishes_nothing(monkeypatch):
    monkeypatch.setattr(module, "PAGE", "http://127.0.0.1:9/")
    assert is_published() is False
