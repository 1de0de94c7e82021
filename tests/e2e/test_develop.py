"""The development shell is used as docs/develop.md says."""

import os

import pytest
from shared import SHORT, VARIANT


@pytest.fixture
def develop(nix, relu):
    """Run a line of shell in a development shell of the example; returns the finished process."""

    def run(line, shell=f".#{SHORT}", check=True, **environment):
        words = ["develop", "--no-write-lock-file", shell, "--command", "bash", "-euc", line]
        return nix(*words, cwd=relu, check=check, env={**os.environ, **environment})

    return run


def test_a_kernel_is_developed_as_the_documentation_says(develop, relu, change):
    develop(
        "kernel-builder create-pyproject && cmake -B build-ext && cmake --build build-ext"
        " && pip install --no-build-isolation -e ."
    )
    code = "import torch, relu; print(relu.__file__, relu.relu(torch.tensor([-1.0, 2.0])).tolist())"
    process = develop(f"cd / && python -c '{code}'")
    assert process.stdout.split(maxsplit=1) == [str(relu / "build-ext/relu/__init__.py"), "[0.0, 2.0]\n"]
    assert (relu / "build-ext/compile_commands.json").is_file()

    # A changed source is compiled again, and no other; a changed module needs no build.
    change(relu / "relu_cpu/relu.cpp", "? scalar_t(0) :", "? scalar_t(7) :")
    with (relu / "torch-ext/relu/__init__.py").open("a") as file:
        file.write("\nEDITED = True\n")
    compiled = develop("cmake --build build-ext").stdout
    assert "torch_binding.cpp.o" not in compiled and "relu.cpp.o" in compiled
    code = "import torch, relu; print(relu.EDITED, relu.relu(torch.tensor([-1.0, 2.0])).tolist())"
    assert develop(f"python -c '{code}'").stdout == "True [7.0, 2.0]\n"

    develop("cmake --build build-ext --target local_install")
    assert (relu / f"build/{VARIANT}/metadata.json").is_file()
    code = 'from kernels import get_kernel; print(get_kernel("kernels-examples/relu", version=1).__file__)'
    assert develop(f"python -c '{code}'").stdout.strip() == str(relu / f"build/{VARIANT}/__init__.py")


def test_the_virtual_environment_is_kept_and_made_anew_for_another_variant(develop, relu, change):
    first = develop("pip --version && touch .venv/mine")
    assert "kernel-builder: made .venv" in first.stderr and str(relu / ".venv") not in first.stdout
    assert ".venv" not in develop("test -e .venv/mine").stderr
    change(relu / ".venv/pyvenv.cfg", SHORT, "torch211-cxx11-cu130")
    other = develop("test ! -e .venv/mine")
    assert "made .venv again: it was for torch211-cxx11-cu130" in other.stderr


def test_a_shell_has_the_tools_and_nothing_of_the_machine(develop, tmp_path):
    machine = tmp_path / "machine"
    machine.mkdir()
    (machine / "of_the_machine.py").touch()
    line = "command -v cmake ninja g++ gdb python pip kernel-builder"
    tools = develop(line, PYTHONPATH=str(machine)).stdout.split()
    assert len(tools) == 7 and not [tool for tool in tools if tool.startswith("/usr")]
    failed = develop("python -c 'import of_the_machine'", check=False, PYTHONPATH=str(machine))
    assert "No module named 'of_the_machine'" in failed.stderr
    assert str(machine) not in develop('echo "${LD_LIBRARY_PATH:-none}"', LD_LIBRARY_PATH=str(machine)).stdout


def test_without_a_name_the_best_variant_for_the_machine_is_opened_and_named(develop):
    process = develop('echo "$variant"', shell=".")
    assert process.stdout.strip() == SHORT
    assert f"kernel-builder: {SHORT}, the best variant that this machine can run" in process.stderr
