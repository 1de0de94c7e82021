"""Kernels for CUDA are compiled for each architecture, checked with cuobjdump, and loaded without a GPU."""

import json
import re

import pytest
import tomllib
from shared import CUDA_VARIANT, examples_with

EXAMPLES = examples_with('"cuda"', without=("stable-abi", "[torch-noarch]"))
# The architectures for CUDA 13 of a kernel that names none.
DEFAULT = ["7.5", "8.0", "8.6", "8.7", "8.9", "9.0", "10.0", "11.0", "12.0", "12.1+PTX"]


def architectures(config: dict) -> set[str]:
    """The architectures that the device code of a build.toml is compiled for."""
    kernels = [kernel for kernel in config["kernel"].values() if kernel["backend"] == "cuda"]
    kernels = [kernel for kernel in kernels if any(source.endswith(".cu") for source in kernel["src"])]
    return {arch for kernel in kernels for arch in kernel.get("cuda-capabilities", DEFAULT)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_built_with_code_for_each_architecture_and_loads_without_a_driver(
    kernel_builder, copy_kernel, name
):
    kernel = copy_kernel(name)
    shown = kernel_builder("build-and-copy", "--variant", CUDA_VARIANT, kernel).stdout
    assert "10 passed" in shown
    metadata = json.loads((kernel / f"build/{CUDA_VARIANT}-x86_64-linux/metadata.json").read_text())
    assert metadata["backend"]["type"] == "cuda"
    assert set(metadata["backend"]["archs"]) == architectures(tomllib.loads((kernel / "build.toml").read_text()))


def test_a_kernel_may_use_each_of_cudas_libraries(kernel_builder, copy_kernel):
    """The kernel's own tests call each library, which needs no GPU."""
    kernel = copy_kernel("cuda-libraries")
    shown = kernel_builder("build-and-copy", "--test", "--variant", CUDA_VARIANT, kernel).stdout
    assert re.search(r"10 passed  (7 passed, 1 skipped|8 passed)$", shown, re.M), shown


def test_cuda_12_is_compiled_by_an_nvcc_of_debian(build_report, copy_kernel, change):
    """Not loaded, so that no Torch is fetched. `./run variants` loads such variants."""
    kernel = copy_kernel("tvm-ffi")
    change(kernel / "flake.nix", "path = ./.;", "path = ./.;\n      doGetKernelCheck = false;")
    report = build_report(kernel, "tvm-ffi01-cu126")
    device_code = report["checks"]["device-code"]
    assert device_code == "8.0, 9.0 by Debian's nvcc-12.4 with the headers and ptxas of CUDA 12.6"
    assert "libcudart.so.12" in report["checks"]["libraries"]
    assert report["loaded"] is False and not {"imports", "load"} & set(report["checks"])


def test_an_architecture_that_cuda_does_not_have_is_refused_before_anything_is_fetched(build, kernel, change):
    change(kernel / "build.toml", '["cpu"]', '["cuda"]')
    with (kernel / "build.toml").open("a") as file:
        file.write(
            '[kernel.k]\nbackend = "cuda"\ndepends = ["torch"]\nsrc = ["binding.cpp"]\ncuda-capabilities = ["7.0"]\n'
        )
    failed = build(kernel, CUDA_VARIANT, check=False)
    assert failed.returncode == 1 and "building '" not in failed.stderr
    assert "kernel.k.cuda-capabilities: CUDA 13.0 has none of 7.0" in failed.stderr
