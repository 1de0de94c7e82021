"""The development shell, used as docs/develop.md says, and what a kernel's own test packages are."""

import os
import pathlib
import pty
import select
import shutil
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
VARIANT = "torch213-cxx11-cpu"


@pytest.fixture
def relu(tmp_path):
    """A copy of the example that names this repository as its builder."""
    folder = tmp_path / "relu"
    shutil.copytree(ROOT / "examples/relu", folder, ignore=shutil.ignore_patterns("build", "build-ext", ".venv"))
    flake = folder / "flake.nix"
    flake.write_text(flake.read_text().replace("path:../..", f"path:{ROOT}"))
    return folder


@pytest.fixture
def develop(nix, relu):
    """Run a line of shell in a development shell of the copy; returns the finished process."""

    def run(line, shell=f".#{VARIANT}", check=True, **environment):
        words = ["develop", "--no-write-lock-file", shell, "--command", "bash", "-euc", line]
        return nix(*words, cwd=relu, check=check, env={**os.environ, **environment})

    return run


def test_a_kernel_is_developed_as_the_documentation_says(develop, relu):
    develop(
        "kernel-builder create-pyproject && cmake -B build-ext && cmake --build build-ext"
        " && pip install --no-build-isolation -e ."
    )
    code = "import torch, relu; print(relu.__file__, relu.relu(torch.tensor([-1.0, 2.0])).tolist())"
    done = develop(f"cd / && python -c '{code}'")
    assert done.stdout.split(maxsplit=1) == [str(relu / "build-ext/relu/__init__.py"), "[0.0, 2.0]\n"]
    assert (relu / "build-ext/compile_commands.json").is_file()

    source = relu / "relu_cpu/relu.cpp"
    source.write_text(source.read_text().replace("? scalar_t(0) :", "? scalar_t(7) :"))
    with (relu / "torch-ext/relu/__init__.py").open("a") as file:
        file.write("\nEDITED = True\n")
    built = develop("cmake --build build-ext")
    assert "torch_binding.cpp.o" not in built.stdout and "relu.cpp.o" in built.stdout
    code = "import torch, relu; print(relu.EDITED, relu.relu(torch.tensor([-1.0, 2.0])).tolist())"
    assert develop(f"python -c '{code}'").stdout == "True [7.0, 2.0]\n"

    develop("cmake --build build-ext --target local_install")
    assert (relu / f"build/{VARIANT}-x86_64-linux/metadata.json").is_file()
    code = 'from kernels import get_kernel; print(get_kernel("kernels-examples/relu", version=1).__file__)'
    done = develop(f"python -c '{code}'")
    assert done.stdout.strip() == str(relu / f"build/{VARIANT}-x86_64-linux/__init__.py")


def test_the_virtual_environment_is_kept_and_made_anew_for_another_variant(develop, relu):
    first = develop("pip --version && touch .venv/mine")
    assert "kernel-builder: .venv is made" in first.stderr and str(relu / ".venv") not in first.stdout
    again = develop("test -e .venv/mine")
    assert ".venv" not in again.stderr
    (relu / ".venv/pyvenv.cfg").write_text(
        (relu / ".venv/pyvenv.cfg").read_text().replace(VARIANT, "torch211-cxx11-cu130")
    )
    other = develop("test ! -e .venv/mine")
    assert ".venv is made anew: it was one for torch211-cxx11-cu130" in other.stderr


def test_a_shell_has_the_tools_and_nothing_of_the_machine(develop, tmp_path):
    (tmp_path / "of_the_machine.py").touch()
    tools = develop("command -v cmake ninja g++ gdb python pip kernel-builder", PYTHONPATH=str(tmp_path)).stdout.split()
    assert len(tools) == 7 and not [tool for tool in tools if tool.startswith("/usr")]
    done = develop("python -c 'import of_the_machine'", check=False, PYTHONPATH=str(tmp_path))
    assert "No module named 'of_the_machine'" in done.stderr
    done = develop('echo "${LD_LIBRARY_PATH:-none}"', LD_LIBRARY_PATH=str(tmp_path))
    assert str(tmp_path) not in done.stdout


def test_without_a_name_the_best_variant_that_the_machine_can_run_is_opened_and_said(develop):
    done = develop('echo "$variant"', shell=".")
    assert done.stdout.strip() == VARIANT
    assert f"kernel-builder: {VARIANT}, the best that this machine can run" in done.stderr


def test_the_commands_open_the_same_shells(relu):
    for command in ("devshell", "testshell"):
        words = ["nix", "run", f"{ROOT}#kernel-builder", "--", command, str(relu), "-c", 'echo "$variant $PWD"']
        done = subprocess.run(words, capture_output=True, text=True)
        assert done.stdout.split() == [VARIANT, str(relu)], done.stderr
        assert "the best that this machine can run" in done.stderr


def test_the_prompt_of_an_interactive_shell_shows_the_variant(relu):
    leader, follower = pty.openpty()
    command = ["nix", "develop", "--no-write-lock-file", f".#{VARIANT}"]
    process = subprocess.Popen(
        command, cwd=relu, stdin=follower, stdout=follower, stderr=follower, start_new_session=True
    )
    os.close(follower)
    seen, end = b"", time.monotonic() + 120
    while f"({VARIANT})".encode() not in seen and time.monotonic() < end:
        if select.select([leader], [], [], 1)[0]:
            seen += os.read(leader, 4096)
    os.write(leader, b"exit 3\n")
    assert process.wait(30) == 3, seen.decode(errors="replace")
    os.close(leader)


def test_packages_of_pypi_are_locked_and_imported(relu):
    command = ["nix", "run", f"{ROOT}#kernel-builder", "--"]
    flake = relu / "flake.nix"
    flake.write_text(
        flake.read_text().replace("path = ./.;", "path = ./.;\n pythonCheckInputs = ps: with ps; [ tabulate ];")
    )
    testshell = [*command, "testshell", str(relu), "--variant", VARIANT, "-c", "python -c 'import tabulate'"]
    done = subprocess.run(testshell, capture_output=True, text=True)
    assert done.returncode == 1
    assert "pythonCheckInputs: kernel-builder has no Python package `tabulate`" in done.stderr
    assert "kernel-builder lock-python tabulate" in done.stderr
    locked = subprocess.run(
        [*command, "lock-python", "--folder", str(relu), "tabulate"], capture_output=True, text=True
    )
    assert locked.stdout.startswith("wrote python-check.lock: tabulate "), locked.stderr
    done = subprocess.run(testshell, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_ci_test_runs_what_is_marked(nix, relu):
    done = nix("run", "--no-write-lock-file", ".#ci-test", "--", "-q", cwd=relu)
    assert "passed" in done.stdout and "deselected" in done.stdout
    named = nix("run", "--no-write-lock-file", f".#ciTests.{VARIANT}", "--", "-q", cwd=relu)
    assert "passed" in named.stdout
    tests = relu / "tests/test_relu.py"
    tests.write_text(tests.read_text().replace("@pytest.mark.kernels_ci\n", ""))
    done = nix("run", "--no-write-lock-file", f".#ciTests.{VARIANT}", cwd=relu, check=False)
    assert done.returncode == 5 and "no test is marked kernels_ci" in done.stderr
