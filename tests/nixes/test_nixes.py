"""Each Nix from 2.8 to the newest evaluates, builds and opens shells alike: `./run nix-matrix`."""

import json
import os
import shutil
import subprocess
import sys
import time

import nixes
import pytest
from shared import SHORT, VARIANT, as_root

pytestmark = [pytest.mark.nix_matrix, as_root]


@pytest.fixture(scope="module", params=nixes.RELEASES)
def programs(request, tmp_path_factory, repository):
    """The folder with the programs of a Nix."""
    if not shutil.which("apt-get"):
        pytest.skip("needs apt, which resolves what Debian's package of Nix needs")
    folder = tmp_path_factory.mktemp(request.param)
    made = nixes.make(request.param, nixes.mirror(repository), folder)
    print(f"{request.param}: Nix {nixes.version(made)}")
    yield made
    shutil.rmtree(folder)


@pytest.fixture
def call(programs):
    """Run a program of this Nix; returns its output."""

    def run(*words, more="", **settings):
        process = subprocess.run(
            [str(word) for word in words],
            env=nixes.environment(programs, more),
            capture_output=True,
            text=True,
            errors="replace",
            **settings,
        )
        assert process.returncode == 0, process.stderr[-4000:] + process.stdout[-4000:]
        return process.stdout

    return run


@pytest.fixture(scope="module")
def results():
    """What the first Nix gave, for the others to compare with: name → value."""
    return {}


def same(results, name, value):
    """Compare a value with the one of the first Nix."""
    assert results.setdefault(name, value) == value


def test_it_is_the_version_that_the_release_had_or_a_newer_one(programs):
    found = nixes.version(programs)
    oldest = min(nixes.RELEASES.values(), key=lambda text: tuple(map(int, text.split("."))))
    assert found in nixes.RELEASES.values() or tuple(map(int, found.split("."))) > tuple(map(int, oldest.split(".")))


def test_the_evaluation_tests_hold(call, repository):
    words = [sys.executable, "-m", "pytest", "-q", "tests/eval"]
    assert " passed" in call(*words, cwd=repository) and "PYTEST_XDIST_WORKER" not in os.environ


def test_all_variants_have_the_same_outputs(call, results, builder, tmp_path):
    """By path, and so without git: of files that are in no commit, only Nix 2.14 and later tell the commit before."""
    function = "packages: builtins.mapAttrs (_: package: package.outPath) packages"
    kernel = tmp_path / "relu"
    shutil.copytree(builder / "examples/relu", kernel)
    flake = (kernel / "flake.nix").read_text()
    (kernel / "flake.nix").write_text(flake.replace("path:../..", f"path:{builder}"))
    attribute = f"path:{kernel}#packages.x86_64-linux"
    outputs = json.loads(call("nix", "eval", "--no-write-lock-file", "--json", attribute, "--apply", function))
    assert VARIANT in outputs and len(outputs) > 20
    same(results, "outputs", outputs)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory, repository, builder):
    """A kernel that no store has built. Each Nix builds it."""
    folder = tmp_path_factory.mktemp("kernel") / "kernel"
    shutil.copytree(repository / "tests/kernels/quick", folder)
    flake = (folder / "flake.nix").read_text()
    (folder / "flake.nix").write_text(flake.replace("path:../../..", f"path:{builder}"))
    with (folder / "binding.cpp").open("a") as file:
        file.write(f"// {time.time_ns()}\n")
    return folder


def test_a_build_gives_the_same_bytes(call, results, fresh):
    """The first Nix builds, and each other one builds again and compares."""
    attribute = f"path:{fresh}#{VARIANT}"
    first = "path" not in results
    call("nix", "build", "--no-write-lock-file", "--no-link", attribute)
    if not first:
        call("nix", "build", "--no-write-lock-file", "--no-link", "--rebuild", attribute)
    path = call("nix", "eval", "--no-write-lock-file", "--raw", f"{attribute}.outPath")
    same(results, "path", path)
    same(results, "hash", call("nix", "hash", "path", path))


@pytest.mark.parametrize("kind", ["devShells.x86_64-linux", "testShells"])
def test_a_shell_opens(call, builder, fresh, kind):
    """As the command opens it: the derivation, with kernel-builder's bash."""
    from kernel_builder.command.nix.registry import registry_options

    path = f"path:{fresh}#{kind}.{SHORT if 'dev' in kind else VARIANT}.drvPath"
    shell = call("nix", "eval", "--no-write-lock-file", "--raw", path)
    words = ["nix", "develop", *registry_options(str(builder)), shell]
    line = "import torch; print(torch.__version__)" if kind == "testShells" else "import sys; print(sys.version)"
    assert call(*words, "--command", "python", "-c", line).startswith(("2.13", "3.11"))


def test_the_command_builds_with_it(call, fresh, results):
    words = [sys.executable, "-m", "kernel_builder.command", "build", "--variant", SHORT, fresh]
    assert "9 passed" in call(*words)
