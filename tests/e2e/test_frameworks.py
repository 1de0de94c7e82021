"""Kernels that do not use Torch's C++ API: its stable ABI, the TVM FFI, and Python alone."""

import json
import os
import re

import pytest


@pytest.mark.parametrize(
    "name, variant",
    [("stable-abi", "torch-stable-abi213-cpu-x86_64-linux"), ("tvm-ffi", "tvm-ffi01-cpu-x86_64-linux")],
)
def test_a_kernel_is_built_checked_and_passes_its_tests(kernel_builder, copy_kernel, name, variant):
    kernel = copy_kernel(name)
    shown = kernel_builder("build-and-copy", "--variant", variant, "--test", kernel).stdout
    assert re.search(rf"^{variant}  (built|cached) +\S+\.abi3\.so +\d+ KiB  \d+ passed  \d+ passed$", shown, re.M), (
        shown
    )
    assert (kernel / "build" / variant / "metadata.json").is_file()


def test_a_kernel_on_the_tvm_ffi_is_built_for_cuda(kernel_builder, copy_kernel):
    kernel = copy_kernel("tvm-ffi")
    kernel_builder("build-and-copy", "--variant", "tvm-ffi01-cu130", kernel)
    metadata = json.loads((kernel / "build/tvm-ffi01-cu130-x86_64-linux/metadata.json").read_text())
    assert metadata["backend"] == {"type": "cuda", "archs": ["8.0", "9.0"]}
    assert metadata["python-depends"] == ["tvm-ffi"]


@pytest.mark.parametrize("backend", ["cpu", "cuda"])
def test_the_python_packages_that_build_toml_may_name_are_imported(kernel_builder, copy_kernel, backend):
    shown = kernel_builder("build", "--test", "--variant", f"torch-{backend}", copy_kernel("python-depends")).stdout
    assert re.search(rf"^torch-{backend} +(built|cached) +- +- +8 passed  \d+ passed", shown, re.M), shown


@pytest.mark.parametrize("backend", ["cuda", "rocm", "xpu"])
def test_a_triton_kernel_is_built_for_each_backend_and_passes_its_tests_without_a_driver(
    kernel_builder, copy_kernel, backend
):
    kernel = copy_kernel("triton-softmax")
    environment = {**os.environ, "TRITON_INTERPRET": "1"}
    words = ["build-and-copy", "--test", "--variant", f"torch-{backend}", kernel]
    shown = kernel_builder(*words, env=environment).stdout
    # The tests run in Triton's interpreter, which torch.compile cannot take.
    assert re.search(rf"^torch-{backend} +(built|cached) +- +- +8 passed  28 passed, 1 skipped", shown, re.M), shown
    variant = kernel / "build" / f"torch-{backend}"
    assert json.loads((variant / "metadata.json").read_text())["backend"] == {"type": backend}
    assert not list(variant.rglob("*.so"))


def test_a_test_shell_warns_that_its_torch_is_built_for_another_backend(in_shell, copy_kernel):
    code = "import triton, torch; print(torch.__version__)"
    process = in_shell(copy_kernel("triton-softmax"), "testShells.torch-rocm", "python", "-c", code)
    assert process.stdout.strip().endswith("+cpu")
    assert "PyPI has no Torch for ROCm; this shell has Torch for the CPU" in process.stderr
