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
    develop("kernel-builder create-pyproject && cmake -B build-ext && cmake --build build-ext && pip install -e .")
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


def test_tests_in_the_shell_test_what_was_just_built(develop, relu, change):
    code = "from kernels import get_kernel\nimport relu, torch\n"
    code += 'assert get_kernel("kernels-examples/relu", version=1, trust_remote_code=True) is relu\n'
    code += "print(relu.relu(torch.tensor([-1.0])).item())\n"
    (relu / "use.py").write_text(code)
    failed = develop("python use.py", check=False)
    assert "build the kernel with cmake -B build-ext && cmake --build build-ext" in failed.stderr
    develop("kernel-builder create-pyproject && cmake -B build-ext && cmake --build build-ext --target local_install")
    assert develop("python use.py").stdout == "0.0\n"
    change(relu / "relu_cpu/relu.cpp", "? scalar_t(0) :", "? scalar_t(7) :")
    assert develop("cmake --build build-ext >/dev/null && python use.py").stdout == "7.0\n"


def test_pip_installs_the_kernel_right_after_create_pyproject(develop, offline):
    develop("kernel-builder create-pyproject && pip install -e . && cd / && python -c 'import relu'")


def test_a_build_folder_of_another_shell_is_refused_with_the_command(develop, relu):
    develop("kernel-builder create-pyproject && cmake -B build-ext && cmake --build build-ext")
    other = "export KERNEL_VARIANT=torch211-cxx11-cpu-x86_64-linux TORCH_DIR=/elsewhere; "
    for command in ("cmake -B build-ext", "cmake --build build-ext"):
        failed = develop(other + command, check=False)
        message = " ".join((failed.stdout + failed.stderr).split())
        assert failed.returncode and f"{relu}/build-ext was made for {VARIANT} with /nix/store/" in message, message
        assert "but this is torch211-cxx11-cpu-x86_64-linux with /elsewhere." in message
        assert f"To make it anew: cmake --fresh -B {relu}/build-ext" in message
    develop("cmake --build build-ext && cmake --fresh -B build-ext")


OUTSIDE = [
    "AR",
    "AS",
    "C_INCLUDE_PATH",
    "CFLAGS",
    "CMAKE_ARGS",
    "CMAKE_CUDA_ARCHITECTURES",
    "CMAKE_TOOLCHAIN_FILE",
    "COMPILER_PATH",
    "CONDA_PREFIX",
    "CPATH",
    "CPLUS_INCLUDE_PATH",
    "CPPFLAGS",
    "CUDA_HOME",
    "CUDA_PATH",
    "CUDAARCHS",
    "CUDACXX",
    "CUDAFLAGS",
    "CXXFLAGS",
    "GCC_EXEC_PREFIX",
    "HIP_PATH",
    "HIPCXX",
    "LD",
    "LDFLAGS",
    "LD_LIBRARY_PATH",
    "LIBRARY_PATH",
    "MAKEFLAGS",
    "NM",
    "NVCC_APPEND_FLAGS",
    "NVCC_CCBIN",
    "NVCC_PREPEND_FLAGS",
    "ONEAPI_ROOT",
    "PKG_CONFIG_PATH",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "ROCM_HOME",
    "ROCM_PATH",
    "SETVARS_COMPLETED",
]
INSIDE = [
    "CUDA_VISIBLE_DEVICES",
    "EDITOR",
    "HF_TOKEN",
    "HTTPS_PROXY",
    "KERNEL_BUILDER_MIRROR",
    "PIP_INDEX_URL",
    "no_proxy",
]


def test_only_a_short_list_of_variables_reaches_a_shell(develop):
    shown = develop("env", **dict.fromkeys(OUTSIDE + INSIDE, "of-the-outside")).stdout
    lines = [line.partition("=")[0] for line in shown.splitlines() if line.endswith("=of-the-outside")]
    assert set(lines) == set(INSIDE)


@pytest.mark.parametrize("folder", ["cuda-13/bin", "local/bin"])
def test_a_gpu_compiler_of_the_outside_is_not_found_in_a_shell(develop, tmp_path, folder):
    programs = tmp_path / folder
    programs.mkdir(parents=True)
    for name in ("nvcc", "hipcc", "of-the-outside"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    line = "command -v nvcc hipcc || echo none; command -v of-the-outside || true"
    shown = develop(line, PATH=f"{programs}:{os.environ['PATH']}").stdout.split()
    assert shown[0] == "none" and (len(shown) == 2) == (folder == "local/bin")


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
