"""install.sh on this machine, which it has set up before."""

import contextlib
import pathlib
import socket
import subprocess
import time

from shared import REPOSITORY, as_root

CONF = pathlib.Path("/etc/nix/nix.conf")


def install(*words):
    return subprocess.run([REPOSITORY / "install.sh", *words], capture_output=True, text=True)


def test_a_second_run_changes_nothing_and_prints_nothing():
    install()
    before = CONF.read_text()
    second = install()
    assert (second.returncode, second.stdout) == (0, "")
    assert CONF.read_text() == before


def test_a_dry_run_of_the_removal_changes_nothing():
    before = CONF.read_text()
    shown = install("--uninstall", "--dry-run")
    assert shown.returncode == 0 and f"removing kernel-builder's settings from {CONF}" in shown.stdout
    assert CONF.read_text() == before


def daemon_answers():
    """Whether Nix's daemon runs; its socket stays when it ends."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex("/nix/var/nix/daemon-socket/socket") == 0


@contextlib.contextmanager
def daemon():
    """Nix's daemon: the running one, or one that ends with the block."""
    if daemon_answers():
        yield
        return
    process = subprocess.Popen(["nix-daemon"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(50):
            if daemon_answers():
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


@as_root
def test_a_user_who_may_not_write_the_store_builds_through_the_daemon(nix, tmp_path, copy_repository):
    copy_repository(tmp_path / "copy")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    subprocess.run(["chown", "-R", "nobody", str(tmp_path)], check=True)
    settings = [f"HOME={tmp_path}", f"TMPDIR={tmp_path}", "NIX_REMOTE=daemon"]
    as_nobody = ["setpriv", "--reuid=nobody", "--clear-groups", "env", *settings]
    # Only in a git repository may a flake name another one by a relative path that leads out of its own folder.
    with daemon():
        for words in (["init", "--quiet"], ["add", "--all"]):
            subprocess.run([*as_nobody, "git", "-C", str(tmp_path / "copy"), *words], check=True)
        kernel = tmp_path / "copy/tests/kernels/small"
        words = ["build", "--no-write-lock-file", "--no-link", "--json", f"{kernel}#bundle"]
        process = nix(*words, prefix=as_nobody)
    assert "small-bundle" in process.stdout
