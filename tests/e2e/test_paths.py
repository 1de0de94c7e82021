"""Kernels in folders whose path Nix has trouble with, and folders with files that Nix cannot copy."""

import os
import re
import subprocess

import pytest
from shared import VARIANT

# Each of these characters has a meaning in the address of a flake, or is quoted there.
ODD = "a b#c?d%e@fü"


@pytest.mark.parametrize("in_git", [True, False])
def test_a_kernel_is_built_in_a_folder_of_any_name(kernel_builder, copy_kernel, commit, in_git):
    kernel = copy_kernel("quick", to=f"{ODD}/kernel")
    if in_git:
        commit(kernel.parent)
        # Nix writes flake.lock and adds it.
        kernel_builder("list-variants", kernel)
        commit(kernel.parent)
    shown = kernel_builder("build", kernel).stdout
    name = re.search(rf"^{VARIANT}  (?:built|cached) +(\S+)\.abi3\.so", shown, re.M)
    assert name and name[1].endswith("_dirty") != in_git, shown


def test_outside_of_git_a_virtual_environment_is_not_copied_and_sockets_do_not_matter(kernel_builder, quick):
    (quick / ".venv").mkdir()
    with (quick / ".venv/large").open("wb") as file:
        file.truncate(40 << 30)
    os.mkfifo(quick / "fifo")
    kernel_builder("list-variants", quick)


def test_a_submodule_is_a_repository_of_its_own(kernel_builder, copy_kernel, commit, tmp_path):
    module = commit(copy_kernel("quick", to="module"))
    whole = tmp_path / "whole"
    git = ["git", "-C", whole, "-c", "protocol.file.allow=always"]
    subprocess.run(["git", "init", "-q", whole], check=True)
    subprocess.run([*git, "submodule", "--quiet", "add", module, "kernels"], check=True)
    kernel_builder("list-variants", whole / "kernels")


def test_a_forgotten_git_add_is_reported_before_nix_is_called(kernel_builder, quick):
    subprocess.run(["git", "init", "-q", quick], check=True)
    failed = kernel_builder("build", quick, check=False)
    assert failed.returncode == 1
    files = ["binding.cpp", "build.toml", "flake.nix", "torch-ext/quick/__init__.py"]
    error = f"error: git does not track {', '.join(files)}, so Nix does not see them\n  run `git add {' '.join(files)}`"
    assert failed.stderr.strip().endswith(f"{error} (with `-f` if .gitignore lists them)"), failed.stderr
