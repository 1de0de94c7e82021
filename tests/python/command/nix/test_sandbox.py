import os
import time

import pytest

from kernel_builder.command.nix import sandbox
from kernel_builder.command.nix.sandbox import can_sandbox, warning, way_out

WARNING = """warning: Nix cannot sandbox builds here, since this machine does not let it make user namespaces
  in a container: start the container with --privileged (docker run --privileged …)
  or build without the sandbox (install.sh --no-sandbox, or `sandbox = false` in Nix's settings): a build can then \
read the whole machine, another machine may build other bytes, and metadata.json has `"sandboxed": false`"""


@pytest.fixture
def unshare(tmp_path, monkeypatch):
    """Make `unshare` succeed only with (`-Ur`) or without (`-mpniuf`) a user namespace, or never (empty)."""
    (tmp_path / "programs").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))

    def unshare(first_option):
        program = tmp_path / "programs/unshare"
        program.write_text(f'#!/bin/sh\n[ "$1" = "{first_option}" ]\n')
        program.chmod(0o755)

    return unshare


@pytest.fixture
def root(tmp_path):
    """The root of a file system whose process has all rights in its bounding set, or a container's."""

    def root(bounds):
        (tmp_path / "proc/self").mkdir(parents=True)
        (tmp_path / "proc/self/status").write_text(f"Name:\tx\nCapBnd:\t{bounds}\n")
        return tmp_path

    return root


@pytest.mark.parametrize(
    "user, allowed, can",
    [(1000, "-Ur", True), (1000, "-mpniuf", False), (0, "-Ur", True), (0, "-mpniuf", True), (0, "", False)],
)
def test_without_the_daemon_a_trial_tells(tmp_path, monkeypatch, unshare, user, allowed, can):
    monkeypatch.setattr(os, "geteuid", lambda: user)
    unshare(allowed)
    assert can_sandbox(tmp_path) is can


@pytest.mark.parametrize(
    "bounds, allowed, can",
    [("000001ffffffffff", "", True), ("00000000a80425fb", "", False), ("00000000a80425fb", "-Ur", True)],
)
def test_with_the_daemon_its_rights_count(monkeypatch, unshare, root, bounds, allowed, can):
    monkeypatch.setenv("NIX_REMOTE", "daemon")
    unshare(allowed)
    assert can_sandbox(root(bounds)) is can


def test_without_a_program_to_try_with_nothing_is_reported(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert can_sandbox(tmp_path) and warning(tmp_path) is None


def test_the_warning_has_the_ways_out(tmp_path, unshare, capsys, monkeypatch):
    unshare("")
    assert warning(tmp_path) == WARNING
    monkeypatch.setattr(sandbox, "warning", lambda: WARNING)
    sandbox.warn()
    assert capsys.readouterr() == ("", f"{WARNING}\n")


@pytest.mark.parametrize(
    "name, value, command",
    [
        ("user/max_user_namespaces", "0", "sysctl -w user.max_user_namespaces=15000"),
        ("kernel/unprivileged_userns_clone", "0", "sysctl -w kernel.unprivileged_userns_clone=1"),
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        ),
    ],
)
def test_a_setting_of_the_kernel_has_its_command(tmp_path, name, value, command):
    file = tmp_path / "proc/sys" / name
    file.parent.mkdir(parents=True)
    file.write_text(f"{value}\n")
    assert way_out(tmp_path) == f"allow them; as root: {command}"
    file.write_text("7\n")
    assert way_out(tmp_path).startswith("in a container: ")


def test_the_trial_on_this_machine_takes_little_time():
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        can_sandbox()
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.02
