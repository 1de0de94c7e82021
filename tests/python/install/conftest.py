"""A machine for install.sh: a folder in place of /, and stand-ins for the programs that it asks."""

import pathlib
import shutil
import subprocess

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
# The programs that install.sh needs of any machine.
TOOLS = (
    "sh awk cat chmod cp cut date dirname env find grep head ln mkdir mktemp mv readlink rm rmdir sed sort tail tee"
    " test touch tr"
)
NIX = """\
case "$*" in
  *--version*) echo "nix (Nix) {version}" ;;
  *show-config*) echo "{config}" ;;
  *"config show"*) exit 1 ;;
  *"build --dry-run"*) echo "{plan}" >&2 ;;
  *--out-link*) mkdir -p "$ROOT/store/bin" && ln -sfn "$ROOT/store" "$ROOT/usr/local/lib/kernel-builder" ;;
esac
"""


class Machine:
    """A machine in a folder: root runs install.sh on it, and it has Nix 2.8, git, pip and 2 cores with 8 GB."""

    def __init__(self, folder: pathlib.Path):
        self.root = folder / "root"
        self.programs = folder / "bin"
        self.programs.mkdir()
        for name in TOOLS.split():
            (self.programs / name).symlink_to(shutil.which(name))
        self.write("etc/ssl/certs/ca-certificates.crt", "")
        # A file of today: install.sh looks nothing up.
        self.write("etc/kernel-builder/settings", "# nothing\n")
        self.write("nix/store/file", "")
        self.size(cores=2, gigabytes=8)
        self.program("id", 'case "$*" in -u) echo 0 ;; -un) echo root ;; *) echo root ;; esac')
        self.program("df", 'echo "Filesystem 1024-blocks Used Available"; echo "disk 9 9 50000000"')
        for name in ("getent", "unshare", "git", "python3"):
            self.program(name, "exit 0")
        self.nix("2.8.0")

    def write(self, path: str, text: str) -> pathlib.Path:
        """Write a file of the machine, given by its path without the first slash."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def program(self, name: str, script: str) -> None:
        """Give the machine a program."""
        file = self.programs / name
        file.unlink(missing_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def lacks(self, *names: str) -> None:
        """Take programs from the machine."""
        for name in names:
            (self.programs / name).unlink()

    def nix(self, version: str, config: str = "sandbox = true", plan: str = "") -> None:
        """Give the machine a Nix. plan: what `nix build --dry-run` prints."""
        self.program("nix", NIX.format(version=version, config=config, plan=plan))

    def size(self, cores: int, gigabytes: float) -> None:
        """Give the machine processors and memory."""
        self.program("nproc", f"echo {cores}")
        self.write("proc/meminfo", f"MemTotal:       {int(gigabytes * 1024 * 1024)} kB\n")

    def install(self, *words: str, **environment) -> subprocess.CompletedProcess:
        """Run install.sh. In what it prints, the folder of the machine is left out."""
        settings = {"PATH": str(self.programs), "HOME": str(self.root / "home"), "ROOT": str(self.root)}
        process = subprocess.run(
            ["/bin/sh", REPOSITORY / "install.sh", *words],
            env={**settings, "KERNEL_BUILDER_TEST_ROOT": str(self.root), **environment},
            capture_output=True,
            text=True,
            # Without a terminal to ask the user on.
            start_new_session=True,
        )
        process.stdout, process.stderr = (
            text.replace(str(self.root), "").replace(str(REPOSITORY), "CLONE")
            for text in (process.stdout, process.stderr)
        )
        return process


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)
