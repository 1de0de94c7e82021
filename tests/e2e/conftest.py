"""Fixtures of the end-to-end tests: each builds copies of kernels, and leaves the work tree as it was."""

import json
import os
import pathlib
import shutil
import subprocess

import hub_server
import pages
import pytest
from shared import REPOSITORY, VARIANT
from wheel_index import WheelIndex

# Python and its tools write these folders at any time.
CACHES = ("__pycache__/", "_cache/", ".hypothesis/")


def work_tree():
    """Lines of git about the work tree: changed files, and all files that git does not track."""
    lines = set()
    for words in (["status", "--porcelain"], ["ls-files", "--others"]):
        process = subprocess.run(["git", "-C", REPOSITORY, *words], stdout=subprocess.PIPE, text=True, check=True)
        lines.update(process.stdout.splitlines())
    return {line for line in lines if not any(cache in line for cache in CACHES)}


@pytest.fixture(scope="session", autouse=True)
def the_work_tree_is_left_as_it_was(pytestconfig):
    before = work_tree()
    yield
    if not pytestconfig.getoption("--update-expected"):
        assert work_tree() == before, "a test changed the work tree: it must copy what it changes"


@pytest.fixture(scope="session")
def build(nix):
    """Build an output of a kernel's flake; returns the finished process.

    to: the link to the result, none by default.
    """

    def run(kernel, output, to=None, **settings):
        link = ["--out-link", str(to)] if to else ["--no-link"]
        return nix("build", "--no-write-lock-file", "-L", *link, f"path:{kernel}#{output}", **settings)

    return run


@pytest.fixture
def build_report(build, tmp_path):
    """Build the report of a variant; returns its record."""

    def run(kernel, variant):
        build(kernel, f"{variant}.report", to=tmp_path / "result")
        return json.loads((tmp_path / "result-report").read_text())

    return run


@pytest.fixture(scope="session")
def in_shell(nix):
    """Run a command in a shell of a kernel's flake, such as `testShells.NAME`; returns the finished process."""

    def run(kernel, shell, *command, **settings):
        return nix("develop", "--no-write-lock-file", f"path:{kernel}#{shell}", "--command", *command, **settings)

    return run


@pytest.fixture(scope="session")
def command(builder):
    """The command kernel-builder, as the start of a command line."""
    return ["nix", "run", "--no-write-lock-file", f"path:{builder}#kernel-builder", "--"]


@pytest.fixture(scope="session")
def kernel_builder(nix, command):
    """Run the command kernel-builder; returns the finished process."""
    return lambda *words, **settings: nix(*command[1:], *map(str, words), **settings)


@pytest.fixture
def quick(copy_kernel) -> pathlib.Path:
    """A correct kernel that compiles in a second."""
    return copy_kernel("quick")


@pytest.fixture
def relu(copy_kernel) -> pathlib.Path:
    """A copy of the example."""
    return copy_kernel("relu", to="relu")


@pytest.fixture
def built_library(build, tmp_path):
    """Build a kernel's variant for the CPU; returns its library."""

    def run(kernel):
        build(kernel, VARIANT, to=tmp_path / "built")
        (library,) = (tmp_path / "built").glob("*.so")
        return library

    return run


@pytest.fixture(scope="session")
def commit():
    """Commit all files of a folder, or of a copy of it, to git; returns the folder."""

    def run(folder, copy=None):
        if copy:
            shutil.copytree(folder, copy, symlinks=True)
        folder = copy or folder
        git = ["git", "-C", folder, "-c", "user.name=test", "-c", "user.email=test@localhost"]
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "all files"]):
            subprocess.run([*git, *words], check=True)
        return folder

    return run


@pytest.fixture(scope="session")
def command_folder(nix, builder, tmp_path_factory) -> pathlib.Path:
    """A folder that has the command kernel-builder, for PATH."""
    link = tmp_path_factory.mktemp("command") / "kernel-builder"
    nix("build", "--out-link", str(link), f"path:{builder}#kernel-builder")
    return link / "bin"


@pytest.fixture
def installed(command_folder, tmp_path) -> dict:
    """The environment of somebody who has installed the command and told git a name."""
    identity = {f"GIT_{role}_{key}": "test@localhost" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    path = f"{command_folder}:{os.environ['PATH']}"
    return {**os.environ, **identity, "PATH": path, "HF_HOME": str(tmp_path / "hf")}


@pytest.fixture
def logged_in(installed):
    """The environment `installed`, of somebody who is logged in as my-org to a Hub on loopback."""
    with hub_server.running("my-org") as hub:
        yield {**installed, **hub_server.login(hub)}


@pytest.fixture
def index():
    """An index of wheels on loopback, with one wheel that no store has."""
    server = WheelIndex()
    yield server
    server.close()


@pytest.fixture
def home(tmp_path) -> pathlib.Path:
    """An empty folder, in which a reader of a page begins."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def follow(home):
    """Do all that the steps of a page say, in `home`; returns what was printed."""
    return lambda steps, environment: pages.run_lines(pages.script(steps), home, environment)
