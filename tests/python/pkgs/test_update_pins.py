"""The program that renews pins: what it says where it cannot."""

import pathlib
import subprocess

import pytest

SCRIPT = pathlib.Path(__file__).resolve().parent.parent.parent / "pkgs/update-pins/update-pins.sh"


def run(folder, *words):
    return subprocess.run(["bash", SCRIPT, *words], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def repository(tmp_path):
    """A repository whose scripts only say that they were called."""
    for part in ("base/debian", "clang", "rocm"):
        (tmp_path / "pkgs" / part).mkdir(parents=True)
        (tmp_path / "pkgs" / part / "update-lock.py").write_text(f"print('renewed {part}')\n")
    return tmp_path


def test_the_scripts_of_a_part_are_run(repository):
    done = run(repository, "rocm")
    assert done.returncode == 0 and done.stdout.split("\n")[:4] == [
        "pkgs/rocm/update-lock.py",
        "renewed rocm",
        "pkgs/clang/update-lock.py",
        "renewed clang",
    ]


def test_a_part_that_there_is_not_is_named_before_any_is_renewed(repository):
    done = run(repository, "clang", "rcom")
    assert done.returncode == 2 and not done.stdout
    assert "error: no part rcom; there are: clang cuda cutlass debian python rocm torch" in done.stderr


def test_without_a_part_the_parts_are_listed(repository):
    assert "there are: clang cuda" in run(repository).stderr


def test_outside_of_the_repository_it_says_what_to_do_in_a_kernels_folder(tmp_path):
    done = run(tmp_path, "rocm")
    assert done.returncode == 1 and "`nix flake update` brings a newer kernel-builder" in done.stderr


def test_every_script_that_writes_pins_belongs_to_a_part():
    pkgs = SCRIPT.parent.parent
    scripts = {str(path.relative_to(pkgs)) for path in pkgs.rglob("update-*.py")} - {"sysroot/update-symbols.py"}
    named = SCRIPT.read_text()
    assert scripts and all(script in named for script in scripts)
