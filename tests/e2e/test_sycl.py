"""Kernels for XPU, by `./run sycl` alone: Debian replaces in time the package of clang that is pinned.

No machine of the tests has Intel's GPU. The kernels run on OpenCL's CPU device (tests/sycl).
"""

import json
import pathlib
import re
import subprocess

import pytest
from shared import REPOSITORY, refusal, without_prefix

SYCL = REPOSITORY / "tests/sycl"
MUST_FAIL = REPOSITORY / "tests/must-fail-xpu"
VARIANTS = {"2.10": "torch210-cxx11-xpu20253", "2.11": "torch211-cxx11-xpu20253"}
XPU = VARIANTS["2.11"]
LIBRARIES = ["libc10_xpu.so", "libsycl.so.8"]
pytestmark = pytest.mark.sycl


@pytest.fixture
def on_cpu_device(nix):
    """Evaluate one of the functions of tests/sycl/default.nix, applied to an argument; returns what was printed."""

    def run(function, argument):
        expression = f"(import {SYCL}).{function} {argument}"
        result = nix("build", "--impure", "--no-link", "--json", "--expr", expression).stdout
        return pathlib.Path(json.loads(result)[0]["outputs"]["out"]).read_text()

    return run


@pytest.fixture
def run_kernel(build, on_cpu_device, tmp_path):
    """Build a kernel's variant and run a script of tests/sycl with it; returns what was printed."""

    def run(kernel, torch, module, script):
        build(kernel, VARIANTS[torch], to=tmp_path / "variant")
        variant = (tmp_path / "variant").resolve()
        argument = (
            f'{{ torch = "{torch}"; variant = builtins.storePath "{variant}"; module = "{module}"; '
            f"script = {SYCL / script}; }}"
        )
        return on_cpu_device("kernel", argument)

    return run


def needed(library: pathlib.Path) -> list[str]:
    text = subprocess.run(["readelf", "-d", library], stdout=subprocess.PIPE, text=True, check=True).stdout
    return re.findall(r"\(NEEDED\).*\[(.*)\]", text)


@pytest.mark.parametrize("torch", VARIANTS)
def test_relu_gives_torchs_numbers_for_all_types_shapes_and_strides(run_kernel, copy_kernel, torch):
    assert run_kernel(copy_kernel("relu"), torch, "relu", "relu.py").startswith("41 comparisons on ")


@pytest.mark.parametrize("torch", VARIANTS)
def test_local_memory_sub_groups_half_types_and_atomics_give_torchs_numbers(run_kernel, copy_kernel, torch):
    shown = run_kernel(copy_kernel("sycl"), torch, "sycl_kernels", "sycl_kernels.py")
    assert shown.startswith("31 comparisons on ")


def test_a_kernel_that_init_writes_gives_torchs_numbers(kernel_builder, run_kernel, builder, tmp_path):
    folder = tmp_path / "scaled"
    kernel_builder("init", "--name", "owner/scaled", "--backends", "xpu", "--builder", f"path:{builder}", folder)
    assert run_kernel(folder, "2.11", "scaled", "scaled.py").startswith("8 comparisons on ")


def test_the_functions_of_cmath_and_bfloat16_give_the_hosts_numbers(on_cpu_device):
    shown = on_cpu_device("script", f"{SYCL / 'program.sh'} {{ source = {SYCL / 'functions.cpp'}; }}")
    assert shown == "225072 numbers compared, 0 different\n"


def test_two_versions_of_a_kernel_in_one_process_run_their_own_device_code(on_cpu_device):
    assert on_cpu_device("script", f"{SYCL / 'two_versions.sh'} {{ }}") == "2 5\n20 50\n"


@pytest.mark.parametrize("kernel, count", [("relu", 3), ("sycl", 4)])
@pytest.mark.parametrize("variant", VARIANTS.values())
def test_a_variant_has_valid_spirv_and_needs_only_the_libraries_of_torch_and_sycl(
    build, copy_kernel, on_cpu_device, tmp_path, kernel, count, variant
):
    build(copy_kernel(kernel), variant, to=tmp_path / "variant")
    folder = (tmp_path / "variant").resolve()
    (library,) = folder.glob("*.so")
    assert [name for name in needed(library) if "xpu" in name or "sycl" in name] == LIBRARIES
    argument = f'{SYCL / "validate.sh"} {{ variant = builtins.storePath "{folder}"; }}'
    assert on_cpu_device("script", argument) == f"{count} modules\n"


def test_twice_the_same_sources_give_the_same_bytes(kernel_builder, copy_kernel):
    shown = kernel_builder("check-reproducible", "--variant", XPU, copy_kernel("sycl")).stdout
    assert shown.startswith(f"{XPU}-x86_64-linux: both builds are identical")


@pytest.mark.parametrize("fault", sorted(path.name for path in MUST_FAIL.iterdir()))
def test_a_kernel_with_the_fault_is_refused_with_the_whole_message(build, copy_kernel, assert_expected, fault):
    failed = build(copy_kernel("sycl", MUST_FAIL / fault), XPU, check=False)
    assert failed.returncode == 1
    assert_expected(MUST_FAIL / fault / "expected.txt", refusal(failed.stderr))


def test_an_error_in_device_code_is_shown_with_file_line_and_caret(build, copy_kernel, change):
    kernel = copy_kernel("sycl")
    change(kernel / "histogram.cpp", "#include <c10/", "int on_the_host(int);\n#include <c10/")
    change(kernel / "histogram.cpp", "counts[i] = 0", "counts[i] = on_the_host(0)")
    lines = without_prefix(build(kernel, XPU, check=False).stderr)
    (start,) = (number for number, line in enumerate(lines) if "cannot call an undefined function" in line)
    assert re.search(r"histogram\.cpp:\d+:\d+: error: SYCL kernel", lines[start])
    assert "on_the_host(0)" in lines[start + 1] and lines[start + 2].strip("| ") == "^"


def test_a_shell_has_the_compiler_of_a_build_and_compiles_only_what_changed(in_shell, copy_kernel):
    kernel = copy_kernel("sycl")
    script = "cmake -B build-ext -G Ninja && cmake --build build-ext && echo AGAIN && cmake --build build-ext"
    shown = in_shell(kernel, XPU, "bash", "-c", f"kernel-builder create-pyproject . && {script}", cwd=kernel).stdout
    first, again = shown.split("AGAIN")
    assert "device code: 4 kernels in 3 modules of SPIR-V" in first and "sycl++" not in again
