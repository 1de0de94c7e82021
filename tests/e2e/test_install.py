"""install.sh on this machine, which it has set up already."""

import os
import pathlib
import shutil
import socket
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CONF = pathlib.Path("/etc/nix/nix.conf")


def install(*words, **settings):
    return subprocess.run([ROOT / "install.sh", *words], capture_output=True, text=True, **settings)


def test_a_second_run_changes_nothing_and_says_nothing():
    install()
    before = CONF.read_text()
    done = install()
    assert (done.returncode, done.stdout) == (0, "")
    assert CONF.read_text() == before


def test_help_says_what_it_changes():
    done = install("--help")
    assert done.returncode == 0 and "nix.conf" in done.stdout and "--uninstall" in done.stdout


def test_an_unknown_option_is_refused():
    done = install("--fast")
    assert done.returncode == 2 and "unknown option --fast" in done.stderr


def test_a_dry_run_of_the_removal_changes_nothing():
    before = CONF.read_text()
    done = install("--uninstall", "--dry-run")
    assert done.returncode == 0 and f"removing kernel-builder's settings from {CONF}" in done.stdout
    assert CONF.read_text() == before


def daemon_answers():
    """Whether Nix's daemon is there: its socket stays behind when it ends."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex("/nix/var/nix/daemon-socket/socket") == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="starts a daemon of its own, as root")
def test_a_user_builds_through_the_daemon(tmp_path):
    """Only through the daemon: the user may not write the store."""
    shutil.copytree(ROOT, tmp_path / "copy", ignore=shutil.ignore_patterns("build", "__pycache__"), symlinks=True)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    subprocess.run(["chown", "-R", "nobody", str(tmp_path)], check=True)
    daemon = (
        None
        if daemon_answers()
        else subprocess.Popen(["nix-daemon"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    )
    try:
        command = ["setpriv", "--reuid=nobody", "--clear-groups", "env", f"HOME={tmp_path}", f"TMPDIR={tmp_path}"]
        command += ["NIX_REMOTE=daemon"]
        command += [
            "nix",
            "build",
            "--no-write-lock-file",
            "--no-link",
            "--json",
            f"{tmp_path}/copy/tests/kernels/small#bundle",
        ]
        for _ in range(50):
            if daemon_answers():
                break
            subprocess.run(["sleep", "0.1"], check=True)
        done = subprocess.run(command, capture_output=True, text=True)
    finally:
        if daemon:
            daemon.terminate()
            daemon.wait()
    assert done.returncode == 0, done.stderr[-3000:]
    assert "small-bundle" in done.stdout
