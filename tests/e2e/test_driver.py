"""Shells of CUDA variants, on a machine with and without NVIDIA's driver."""

import os
import subprocess

import pytest
from shared import CUDA_VARIANT

NO_DRIVER = "this machine has no NVIDIA driver (libcuda.so.1)"
HAS_DRIVER = "libcuda.so.1" in subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True).stdout


@pytest.fixture
def python(in_shell, relu, tmp_path):
    """Run Python code in a test shell for CUDA; returns the finished process."""

    def run(code, check=True, **environment):
        settings = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), **environment}
        return in_shell(relu, f"testShells.{CUDA_VARIANT}", "python", "-c", code, env=settings, check=check)

    return run


@pytest.fixture
def driver(tmp_path):
    """A folder with a libcuda whose `answer` returns 42, and with a library that is not part of the driver."""
    folder = tmp_path / "driver"
    folder.mkdir()
    for name in ("libcuda.so.1", "libforeign.so.1"):
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", folder / name],
            input="int answer(void) { return 42; }",
            text=True,
            check=True,
        )
    return str(folder)


@pytest.mark.skipif(HAS_DRIVER, reason="this machine has a driver")
def test_without_a_driver_one_line_says_so_and_torch_still_works(python):
    process = python("import torch; print(torch.version.cuda, torch.cuda.is_available())")
    assert process.stdout.split() == ["13.0", "False"]
    assert process.stderr.count(NO_DRIVER) == 1


def test_the_driver_of_the_machine_is_loaded(python, driver):
    code = "import ctypes; print(ctypes.CDLL('libcuda.so.1').answer())"
    process = python(code, KERNEL_BUILDER_DRIVER_FOLDER=driver)
    assert process.stdout.strip() == "42" and NO_DRIVER not in process.stderr


def test_no_other_library_of_the_drivers_folder_is_loaded(python, driver):
    code = "import ctypes; ctypes.CDLL('libforeign.so.1')"
    failed = python(code, check=False, KERNEL_BUILDER_DRIVER_FOLDER=driver)
    assert "libforeign.so.1: cannot open shared object file" in failed.stderr


def test_a_library_path_of_the_machine_is_not_used(python, driver):
    code = "import os; print(os.environ.get('LD_LIBRARY_PATH', ''))"
    assert driver not in python(code, LD_LIBRARY_PATH=driver).stdout
