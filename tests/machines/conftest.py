"""Machines for install.sh: roots of Debian that debootstrap makes, each changed to be like another machine."""

import os
import pathlib
import shutil
import subprocess
import uuid

import pytest
from shared import REPOSITORY, SHORT

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["nix-bin", "git", "python3-pip", "ca-certificates", "curl", "sudo"]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Machine:
    """A machine whose files are in a folder. Its repository is /kernel-builder."""

    def __init__(self, folder: pathlib.Path, lower: pathlib.Path):
        self.folder = folder
        for name in ("upper", "work", "root"):
            (folder / name).mkdir()
        (folder / "lower").symlink_to(lower)

    @property
    def repository(self) -> pathlib.Path:
        return self.folder / "upper/kernel-builder"

    def write(self, path: str, text: str) -> None:
        """Write a file of the machine."""
        file = self.folder / "upper" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def change(self, script: str) -> None:
        """Run a shell script each time that the machine starts; $root is its root, $machine its folder."""
        with (self.folder / "mounts.sh").open("a") as file:
            file.write(script + "\n")

    def share_build_users(self) -> None:
        """Give the machine this machine's build users: Nix gives the store to their group."""
        for path in ("/etc/group", "/etc/passwd"):
            lines = pathlib.Path(path).read_text().splitlines(keepends=True)
            present = (self.folder / "lower" / path[1:]).read_text()
            self.write(path, present + "".join(line for line in lines if line.startswith("nixbld")))

    def own_build_users(self) -> None:
        """Let install.sh add build users. Before a build, Nix kills all processes of its build user: these have numbers
        that no build user of this machine has."""
        for path in ("group", "passwd"):
            (self.folder / "upper/etc" / path).unlink()
        definitions = (self.folder / "lower/etc/login.defs").read_text()
        self.write("/etc/login.defs", definitions + "SYS_UID_MIN 400\nSYS_UID_MAX 499\n")

    def own_store(self) -> None:
        """Give the machine an empty store."""
        self.own_build_users()
        (self.folder / "nix").mkdir()

    def store_to_change(self) -> None:
        """Let the machine change this machine's store; the changes are in its own folder."""
        self.own_build_users()
        (self.folder / "nix-upper").mkdir()
        (self.folder / "nix-work").mkdir()

    def in_chroot(self) -> None:
        """Start the machine's commands with chroot, where the kernel refuses user namespaces."""
        (self.folder / "chroot").touch()

    def run(self, script: str, prefix=(), **environment) -> subprocess.CompletedProcess:
        """Run a shell script in the machine's repository."""
        settings = {"PATH": PATH, "HOME": "/root", **environment}
        if "PIP_FIND_LINKS" in os.environ:
            settings["PIP_FIND_LINKS"] = os.environ["PIP_FIND_LINKS"]
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        words = [*namespaces, HERE / "enter.sh", self.folder, *prefix, "sh", "-c", f"cd /kernel-builder\n{script}"]
        return subprocess.run(words, env=settings, capture_output=True, text=True, errors="replace")

    def install(self, *words: str, **environment) -> subprocess.CompletedProcess:
        """Run install.sh, which must succeed."""
        process = self.run(" ".join(["./install.sh", *words]), **environment)
        assert process.returncode == 0, process.stdout + process.stderr
        return process

    def build_relu(self, **environment) -> None:
        """Build examples/relu for the CPU and run its tests."""
        process = self.run(f"kernel-builder build-and-copy --variant {SHORT} --test examples/relu", **environment)
        assert process.returncode == 0, process.stdout + process.stderr
        assert " passed" in process.stdout + process.stderr

    def change_relu(self) -> None:
        """Change a source of examples/relu, so that no store has the result."""
        (source,) = (self.repository / "examples/relu").glob("relu_cpu/*.cpp")
        with source.open("a") as file:
            file.write(f"// {uuid.uuid4()}\n")


ROOT_ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "DEBIAN_FRONTEND": "noninteractive",
    **{name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")},
}


@pytest.fixture(scope="session")
def debian(tmp_path_factory):
    """Make the root of a small Debian; returns its folder. KERNEL_BUILDER_TEST_ROOTS names a folder to keep it in."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        pytest.skip("needs root, and debootstrap: apt-get install debootstrap")
    kept = os.environ.get("KERNEL_BUILDER_TEST_ROOTS")
    folder = pathlib.Path(kept) if kept else tmp_path_factory.mktemp("roots")

    def make(suite: str, packages=PACKAGES) -> pathlib.Path:
        root = folder / (suite if packages else f"{suite}-bare")
        finished = root / "etc/finished-for-tests"
        if finished.exists():
            return root
        mirrors = REPOSITORY / "pkgs/base/fetchers/mirrors.sh"
        line = subprocess.run(["sh", mirrors, "find"], stdout=subprocess.PIPE, text=True, check=True).stdout
        for words in (
            ["debootstrap", "--variant=minbase", suite, root, line.split("\t")[1].strip()],
            ["cp", "/etc/resolv.conf", root / "etc/resolv.conf"],
            *([["chroot", root, "apt-get", "install", "-y", "--no-install-recommends", *packages]] if packages else []),
            ["touch", finished],
        ):
            # The development shell's folders do not exist in the root.
            subprocess.run(words, stdout=subprocess.DEVNULL, env=ROOT_ENVIRONMENT, check=True)
        return root

    return make


@pytest.fixture
def bare_machine(tmp_path, debian, copy_repository) -> Machine:
    """A machine with Debian 12 and nothing else: what debootstrap installs by default, and an empty store."""
    made = Machine(tmp_path, debian("bookworm", packages=()))
    made.share_build_users()
    made.own_store()
    copy_repository(made.repository)
    return made


@pytest.fixture
def machine(request, tmp_path, debian, copy_repository) -> Machine:
    """A machine with Debian 12, Nix 2.8, git and pip. It shares this machine's store.

    The test may name another suite of Debian by `pytest.mark.parametrize("machine", [SUITE], indirect=True)`.
    """
    made = Machine(tmp_path, debian(getattr(request, "param", "bookworm")))
    made.share_build_users()
    copy_repository(made.repository)
    # Only in a git repository may a flake name another one by a relative path that leads out of its own folder.
    for words in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", "-C", made.repository, *words], check=True)
    return made
