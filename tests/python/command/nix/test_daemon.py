import os

import pytest

from kernel_builder.command.nix.daemon import uses_daemon


@pytest.mark.parametrize(
    "remote, daemon",
    [("daemon", True), ("unix:///run/nix", True), ("local", False), ("/mnt/store", False), ("ssh://host", False)],
)
def test_the_variable_decides(tmp_path, remote, daemon):
    assert uses_daemon({"NIX_REMOTE": remote}, tmp_path) is daemon


@pytest.mark.parametrize("environment", [{}, {"NIX_REMOTE": ""}, {"NIX_REMOTE": "auto"}])
@pytest.mark.parametrize("writable, socket, daemon", [(True, True, False), (False, True, True), (False, False, False)])
def test_otherwise_a_user_who_cannot_write_the_store(tmp_path, monkeypatch, environment, writable, socket, daemon):
    monkeypatch.setattr(os, "access", lambda path, mode: writable)
    if socket:
        (tmp_path / "daemon-socket").mkdir()
        (tmp_path / "daemon-socket/socket").touch()
    assert uses_daemon(environment, tmp_path) is daemon
