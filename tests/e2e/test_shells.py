"""Shells of CUDA variants on a machine with and without NVIDIA's driver."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHELL = f"{ROOT}/examples/relu#testShells.torch213-cxx11-cu130"
NO_DRIVER = "this machine has no NVIDIA driver (libcuda.so.1)"
HAS_DRIVER = "libcuda.so.1" in subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True).stdout


def python(nix, code, tmp_path, check=True, **environment):
    settings = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), **environment}
    return nix("develop", "--no-write-lock-file", SHELL, "--command", "python", "-c", code, env=settings, check=check)


@pytest.fixture
def driver(tmp_path):
    """A folder with a libcuda that answers 42, and with a library that is none of the driver's."""
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
def test_without_a_driver_one_line_says_so_and_torch_still_works(nix, tmp_path):
    done = python(nix, "import torch; print(torch.version.cuda, torch.cuda.is_available())", tmp_path)
    assert done.stdout.split() == ["13.0", "False"]
    assert done.stderr.count(NO_DRIVER) == 1


def test_the_machines_driver_is_found(nix, tmp_path, driver):
    code = "import ctypes; print(ctypes.CDLL('libcuda.so.1').answer())"
    done = python(nix, code, tmp_path, KERNEL_BUILDER_DRIVER_FOLDER=driver)
    assert done.stdout.strip() == "42" and NO_DRIVER not in done.stderr


def test_nothing_else_of_the_drivers_folder_is_found(nix, tmp_path, driver):
    code = "import ctypes; ctypes.CDLL('libforeign.so.1')"
    done = python(nix, code, tmp_path, check=False, KERNEL_BUILDER_DRIVER_FOLDER=driver)
    assert "libforeign.so.1: cannot open shared object file" in done.stderr


def test_a_library_path_of_the_machine_does_not_come_in(nix, tmp_path, driver):
    code = "import os; print(os.environ.get('LD_LIBRARY_PATH', ''))"
    done = python(nix, code, tmp_path, LD_LIBRARY_PATH=driver)
    assert driver not in done.stdout


def test_builds_that_are_started_in_a_shell_may_enter_its_folder(nix):
    """Without a daemon they run as other users, and fetch outside of the sandbox."""
    shell = f"{ROOT}/tests/kernels/small#testShells.torch213-cxx11-cpu"
    done = nix("develop", "--no-write-lock-file", shell, "--command", "bash", "-c", 'stat -c %A "$TMPDIR"')
    assert done.stdout.strip() == "drwx--x--x"
