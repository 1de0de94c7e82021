"""Python packages of a kernel's own tests come from PyPI, at the versions that the kernel locks."""

from shared import SHORT


def test_a_package_of_pypi_is_imported_once_it_is_locked(kernel_builder, relu, change):
    change(relu / "flake.nix", "path = ./.;", "path = ./.;\n pythonCheckInputs = ps: with ps; [ tabulate ];")
    testshell = ["testshell", relu, "--variant", SHORT, "-c", "python -c 'import tabulate'"]
    failed = kernel_builder(*testshell, check=False)
    assert failed.returncode == 1
    assert "pythonCheckInputs: kernel-builder has no Python package `tabulate`" in failed.stderr
    assert "kernel-builder lock-python tabulate" in failed.stderr
    locked = kernel_builder("lock-python", "--folder", relu, "tabulate")
    assert locked.stdout.startswith("wrote python-check.lock: tabulate ")
    kernel_builder(*testshell)
