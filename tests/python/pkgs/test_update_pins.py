"""The program that renews pins, and its errors (pkgs/update-pins)."""

import subprocess

import pytest
from scripts import PKGS

SCRIPT = PKGS / "update-pins/update-pins.sh"
PARTS = "clang cross cuda cutlass debian python rocm sycl torch"
USAGE = f"""\
Usage: update-pins PART...
       update-pins torch VERSION...   add Torches, such as 2.16, to the matrix; new: all newer ones that PyPI has
  parts: {PARTS}
"""


def run(folder, *words):
    return subprocess.run(["bash", SCRIPT, *words], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def repository(tmp_path):
    """A repository whose scripts only print that they were called."""
    for part in ("base/debian", "clang", "rocm"):
        (tmp_path / "pkgs" / part).mkdir(parents=True)
        (tmp_path / "pkgs" / part / "update-lock.py").write_text(f"print('renewed {part}')\n")
    return tmp_path


def test_the_scripts_of_a_part_are_run(repository):
    result = run(repository, "rocm")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "pkgs/rocm/update-lock.py",
        "renewed rocm",
        "pkgs/clang/update-lock.py",
        "renewed clang",
    ]


def test_scripts_find_the_modules_that_they_share(repository):
    (repository / "pkgs/sysroot").mkdir()
    modules = {"python/kernel_builder.py": "a", "pkgs/base/debian/suites.py": "b", "pkgs/sysroot/stubs.py": "c"}
    (repository / "python").mkdir()
    for path, name in modules.items():
        (repository / path).write_text(f"name = '{name}'\n")
    (repository / "pkgs/clang/update-lock.py").write_text(
        "import kernel_builder, stubs, suites\nprint(kernel_builder.name, suites.name, stubs.name)\n"
    )
    assert run(repository, "clang").stdout.splitlines()[1] == "a b c"


@pytest.mark.parametrize("words", [["2.16"], ["2.16", "2.17"], ["new"]])
def test_versions_after_torch_are_torches_to_add(repository, words):
    (repository / "pkgs/torch").mkdir()
    (repository / "pkgs/torch/add-version.py").write_text("import sys\nprint(sys.argv[1:])\n")
    assert run(repository, "torch", *words).stdout == f"{words}\n"


def test_an_unknown_part_is_refused_before_any_is_renewed(repository):
    result = run(repository, "clang", "rcom")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"error: update-pins knows no part 'rcom'\n  use one of: {PARTS}\n"


def test_without_a_part_the_parts_are_listed(repository):
    result = run(repository)
    assert (result.returncode, result.stderr) == (2, USAGE)


def test_outside_of_the_repository_the_error_names_the_command_for_kernels(tmp_path):
    result = run(tmp_path, "rocm")
    assert (result.returncode, result.stderr) == (
        1,
        f"error: {tmp_path} is not the folder of kernel-builder's repository, which holds the pins\n"
        "  in a kernel's folder, run `nix flake update`: it gets a newer kernel-builder, with newer pins\n",
    )


def test_every_script_that_writes_pins_belongs_to_a_part():
    scripts = {str(path.relative_to(PKGS)) for path in PKGS.rglob("update-*.py")} - {"sysroot/update-symbols.py"}
    text = SCRIPT.read_text()
    assert scripts and [script for script in scripts if script not in text] == []
