"""Kernels are built in the sandbox, checked, copied to `build`, and pass their own tests there."""

import json
import re
import subprocess

import pytest
from shared import SHORT, VARIANT, examples_with

# The examples with a variant for each Torch. `./run variants` builds those for the stable ABI.
EXAMPLES = examples_with('"cpu"', without=("stable-abi",))


@pytest.mark.parametrize("name", [*EXAMPLES, "cpp-runtime", "openmp"])
def test_a_kernel_is_built_checked_copied_and_passes_its_tests(kernel_builder, copy_kernel, name):
    kernel = copy_kernel(name)
    shown = kernel_builder("build-and-copy", "--test", "--variant", VARIANT, kernel).stdout
    row = re.search(rf"^{VARIANT}  (?:built|cached) +(\S+)  +\d+ KiB  9 passed  (\d+) passed$", shown, re.M)
    assert row and int(row[2]) > 0, shown
    assert (kernel / "build" / VARIANT / row[1]).is_file()


def test_a_failed_build_shows_the_first_error_and_the_command_for_the_whole_log(kernel_builder, kernel):
    with (kernel / "binding.cpp").open("a") as file:
        file.write("this is not C++\n")
    failed = kernel_builder("build", kernel, check=False)
    assert failed.returncode == 1 and "Traceback" not in failed.stderr
    assert re.search(rf"^{VARIANT}  failed", failed.stdout, re.M), failed.stdout
    shown = re.search(rf"^{VARIANT}: .*error: .*\n  .*(nix log /nix/store/\S+\.drv)$", failed.stdout, re.M)
    log = subprocess.run(shown[1].split(), capture_output=True, text=True).stdout
    assert "this is not C++" in log


def test_a_usual_compile_error_comes_with_what_mends_it(kernel_builder, quick, change):
    change(quick / "binding.cpp", '#include "registration.h"', "#include <torch/extension.h>")
    failed = kernel_builder("build", quick, "-L", check=False)
    assert failed.returncode == 1
    error = rf"^{VARIANT}: binding\.cpp:1: torch/include/pybind11/\S+ error: .*\n"
    hint = "  pybind11 .* need CPython's full API, .*\n  full log: "
    assert re.search(error + hint, failed.stdout, re.M), failed.stdout
    assert "hint: pybind11 and Torch's headers" in failed.stderr


def test_a_built_library_exports_only_its_entry(relu, built_library):
    library = built_library(relu)
    symbols = subprocess.run(["nm", "-D", "--defined-only", str(library)], capture_output=True, text=True).stdout
    assert [line.split()[-1] for line in symbols.splitlines()] == [f"PyInit_{library.name.partition('.')[0]}"]


def test_nix_run_refuses_arguments_that_it_does_not_take(nix, kernel):
    failed = nix("run", "--no-write-lock-file", f"path:{kernel}#build-and-copy", "--", "--variant", SHORT, check=False)
    assert failed.returncode == 1 and not (kernel / "build").exists()
    assert f"error: build-and-copy takes no arguments, found --variant {SHORT}\n  it copies all" in failed.stderr


def test_nix_run_copies_the_bundle_to_the_current_folder(nix, kernel, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    nix("run", "--no-write-lock-file", f"path:{kernel}#build-and-copy", cwd=folder)
    assert (folder / "build" / VARIANT / "metadata.json").is_file()


def test_bytecode_in_the_sources_is_not_part_of_a_variant(build, quick, tmp_path):
    cache = quick / "torch-ext/quick/__pycache__"
    cache.mkdir()
    (cache / "__init__.cpython-311.pyc").touch()
    with (quick / "build.toml").open("a") as file:
        file.write('pyext = ["py", "pyc"]\n')
    build(quick, "bundle", to=tmp_path / "result")
    variant = (tmp_path / "result" / VARIANT).resolve()
    assert list(variant.rglob("*.py")) and not list(variant.rglob("*.pyc"))


def test_odd_names_and_flags_reach_the_compiler_as_they_are_and_run_nothing(build, quick, change):
    (quick / "in clude").mkdir()
    (quick / "in clude/text.h").write_text("constexpr char text[] = TEXT;\n")
    (quick / "a b,+@=~-.cpp").write_text(
        '#include "text.h"\n#include "registration.h"\n'
        "constexpr bool same(const char *a, const char *b) { return *a == *b && (!*a || same(a + 1, b + 1)); }\n"
        'static_assert(same(text, "$(touch x) `touch y` ${HOME} @OPS_ID@ $<1:z>"), "");\n'
        "REGISTER_EXTENSION(TORCH_EXTENSION_NAME)\n"
    )
    change(quick / "build.toml", "binding.cpp", "a b,+@=~-.cpp")
    flag = r'''-DTEXT="$(touch x) `touch y` ${HOME} @OPS_ID@ $<1:z>"'''
    with (quick / "build.toml").open("a") as file:
        file.write(f"include = ['in clude']\ncxx-flags = ['{flag}']\n")
    build(quick, "bundle")


def head(folder) -> str:
    """The commit that is checked out in a folder."""
    words = ["git", "-C", folder, "rev-parse", "HEAD"]
    return subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def test_metadata_names_the_commits_of_the_kernel_and_of_kernel_builder(nix, kernel, builder, tmp_path, change, commit):
    """As outside of this repository: kernel-builder comes by git, and the lock is committed."""
    own_builder = commit(builder, tmp_path / "kernel-builder")
    change(kernel / "flake.nix", f"path:{builder}", f"git+file://{own_builder}")
    commit(kernel)
    nix("flake", "lock", cwd=kernel)
    commit(kernel)
    nix("build", "--out-link", str(tmp_path / "result"), f".#{SHORT}", cwd=kernel)
    metadata = json.loads((tmp_path / "result/metadata.json").read_text())
    assert metadata["id"] == f"_small_cpu_{head(kernel)[:7]}"
    assert metadata["provenance"]["kernel"] == {"commit": head(kernel), "dirty": False}
    assert metadata["provenance"]["kernel-builder"]["git"] == {"commit": head(own_builder), "dirty": False}
