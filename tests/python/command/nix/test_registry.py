import json
import pathlib

from kernel_builder.command.nix.registry import registry_options


def test_kernel_builders_flake_stands_for_nixpkgs_in_a_file_of_the_users_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    options = registry_options("/nix/store/x-source")
    file = pathlib.Path(options[2])
    assert options == ["--option", "flake-registry", str(tmp_path / "kernel-builder/registry.json")]
    (entry,) = json.loads(file.read_text())["flakes"]
    assert (entry["from"]["id"], entry["to"]) == ("nixpkgs", {"type": "path", "path": "/nix/store/x-source"})


def test_an_unknown_builder_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert registry_options(None) == [] and list(tmp_path.iterdir()) == []
