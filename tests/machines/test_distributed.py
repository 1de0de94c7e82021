"""Nix's own remote builders make the objects of one kernel: a second store, reached over ssh on loopback."""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import time

import pytest
from shared import SHORT

COUNT = 12
SOURCE = """#include <map>
#include <regex>
#include <string>

int f%(number)d(char const *text) {
  std::map<std::string, int> counts{{text, %(number)d}};
  return std::regex_search(text, std::regex("a+b%(number)d")) + counts[text]; // %(unique)d
}
"""

pytestmark = [
    pytest.mark.machines,
    pytest.mark.skipif(
        os.geteuid() != 0 or not shutil.which("sshd", path="/usr/sbin"),
        reason="needs root, and an ssh server: apt-get install openssh-server",
    ),
]


@pytest.fixture
def kernel(copy_kernel):
    """A kernel of 12 files that no earlier run has built."""
    folder = copy_kernel("quick")
    names = [f"f{number}" for number in range(COUNT)]
    for number, name in enumerate(names):
        (folder / f"{name}.cpp").write_text(SOURCE % {"number": number, "unique": time.time_ns()})
    kept = "".join(f"int {name}(char const *);\n" for name in names)
    kept += f"__attribute__((used)) static int (*const kept[])(char const *) = {{{', '.join(names)}}};\n"
    (folder / "binding.cpp").write_text((folder / "binding.cpp").read_text() + kept)
    with (folder / "build.toml").open("a") as file:
        sources = ", ".join(f'"{name}.cpp"' for name in names)
        file.write(f'\n[kernel.many]\nbackend = "cpu"\ndepends = []\nsrc = [{sources}]\n')
    return folder


class Builder:
    """A second builder. flags: for `nix build`. environment: what Nix's ssh needs."""

    def __init__(self, folder: pathlib.Path):
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        shutil.copy(folder / "user.pub", folder / "keys")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        options = {
            "ListenAddress": "127.0.0.1", "HostKey": folder / "host", "AuthorizedKeysFile": folder / "keys",
            "StrictModes": "no", "UsePAM": "no", "PidFile": "none",
        }  # fmt: skip
        words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        self.server = subprocess.Popen(
            ["/usr/sbin/sshd", "-D", "-p", str(port), "-f", "/dev/null", *words], start_new_session=True
        )
        self.store = folder / "store"
        row = f"ssh://root@127.0.0.1?remote-store={self.store} x86_64-linux {folder}/user 1 1"
        self.flags = ["--builders", row, "--max-jobs", "1"]
        self.environment = {
            **os.environ,
            "NIX_SSHOPTS": f"-p {port} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null",
        }

    def end(self):
        """Switch the builder off: the server, and the builds that it has begun."""
        listed = subprocess.run(["pgrep", "-P", str(self.server.pid)], capture_output=True, text=True).stdout.split()
        for pid in [*listed, str(self.server.pid)]:
            subprocess.run(["kill", "-KILL", pid], check=False)
        self.server.wait()


@pytest.fixture
def builder_over_ssh(tmp_path):
    made = Builder(tmp_path)
    yield made
    if made.server.poll() is None:
        made.end()
    subprocess.run(["chmod", "-R", "u+w", made.store], check=False)


def test_two_builders_compile_one_kernel_and_the_second_may_be_switched_off(kernel, nix, builder_over_ssh, tmp_path):
    words = [
        "nix",
        "--extra-experimental-features",
        "nix-command flakes",
        "build",
        "--no-write-lock-file",
        "--keep-going",
    ]
    running = subprocess.Popen(
        [*words, "--out-link", tmp_path / "shared", *builder_over_ssh.flags, f"path:{kernel}#{SHORT}"],
        env=builder_over_ssh.environment, stderr=subprocess.PIPE, text=True, errors="replace",
    )  # fmt: skip
    here, there = set(), set()
    assert running.stderr is not None
    for line in running.stderr:
        if begun := re.search(r"building '/nix/store/\S+-object-(\S+)\.drv'( on 'ssh://)?", line):
            (there if begun[2] else here).add(begun[1])
        if len(here) >= 3 and len(there) >= 3 and builder_over_ssh.server.poll() is None:
            builder_over_ssh.end()
    running.wait()
    assert here and there
    # The object that was being made there is missing. Nix makes it here, and the others stay as they are.
    process = nix("build", "--no-write-lock-file", "--out-link", str(tmp_path / "built"), f"path:{kernel}#{SHORT}")
    remade = set(re.findall(r"-object-(\S+)\.drv'", process.stderr))
    assert len(remade) < COUNT / 2
    # Each object is the same if it is made here alone.
    alone = subprocess.run(["nix-store", "--realise", "--check", *objects_of(tmp_path / "built")], capture_output=True)
    assert alone.returncode == 0, alone.stderr[-2000:]


def objects_of(variant):
    """The derivations of all objects of a built variant."""
    link = variant.resolve()
    deriver = subprocess.run(["nix-store", "--query", "--deriver", link], capture_output=True, text=True).stdout.strip()
    inputs = subprocess.run(["nix-store", "--query", "--references", deriver], capture_output=True, text=True).stdout
    return [path for path in inputs.split() if "-object-" in path]
