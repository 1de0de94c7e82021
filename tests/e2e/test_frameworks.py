"""Kernels that are not bound by Torch's C++: its stable ABI, the TVM FFI, and Python alone."""

import json
import pathlib
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KERNELS = ROOT / "tests/kernels"
SOFTMAX = ROOT / "examples/triton-softmax"


def build(folder, variant, *words):
    command = [
        "nix",
        "run",
        f"{ROOT}#kernel-builder",
        "--",
        "build-and-copy",
        "--variant",
        variant,
        *words,
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:] + done.stdout[-4000:]
    return done.stdout


@pytest.mark.parametrize(
    "name, variant",
    [("stable-abi", "torch-stable-abi213-cpu-x86_64-linux"), ("tvm-ffi", "tvm-ffi01-cpu-x86_64-linux")],
)
def test_a_kernel_is_built_checked_and_passes_its_tests(name, variant):
    shutil.rmtree(KERNELS / name / "build", ignore_errors=True)
    shown = build(KERNELS / name, variant, "--test")
    assert re.search(rf"^{variant}  (built|cached) +\S+\.abi3\.so +\d+ KiB  \d+ passed  2 passed$", shown, re.M), shown
    assert (KERNELS / name / "build" / variant / "metadata.json").is_file()


def test_a_kernel_on_the_tvm_ffi_is_built_for_cuda_too():
    shown = build(KERNELS / "tvm-ffi", "tvm-ffi01-cu130")
    metadata = json.loads((KERNELS / "tvm-ffi/build/tvm-ffi01-cu130-x86_64-linux/metadata.json").read_text())
    assert "built" in shown or "cached" in shown
    assert metadata["backend"] == {"type": "cuda", "archs": ["8.0", "9.0"]} and metadata["python-depends"] == [
        "tvm-ffi"
    ]


def test_cuda_12_is_compiled_by_an_nvcc_out_of_debian(nix, tmp_path, copy_kernel, change):
    """Without the loading, so that no Torch is fetched; `./run variants` loads such variants."""
    kernel = copy_kernel("tvm-ffi")
    change(kernel / "flake.nix", "path = ./.;", "path = ./.;\n      doGetKernelCheck = false;")
    nix("build", "--no-write-lock-file", "--out-link", str(tmp_path / "out"), f"path:{kernel}#tvm-ffi01-cu126.report")
    report = json.loads((tmp_path / "out-report").read_text())
    assert report["device-code"] == "8.0, 9.0 by Debian's nvcc-12.4 with the headers and ptxas of CUDA 12.6"
    assert "libcudart.so.12" in report["libraries"] and "load" not in report


@pytest.mark.parametrize("backend", ["cuda", "rocm", "xpu"])
def test_a_triton_kernel_is_built_for_each_backend_and_loads_without_a_driver(nix, backend):
    shown = build(SOFTMAX, f"torch-{backend}")
    assert re.search(rf"^torch-{backend} +(built|cached) +- +- +8 passed", shown, re.M), shown
    variant = SOFTMAX / "build" / f"torch-{backend}"
    assert json.loads((variant / "metadata.json").read_text())["backend"] == {"type": backend}
    assert not list(variant.rglob("*.so"))


def test_a_test_shell_says_where_torch_is_not_that_of_the_backend(nix):
    shell = f"{SOFTMAX}#testShells.torch-rocm"
    done = nix(
        "develop",
        "--no-write-lock-file",
        shell,
        "--command",
        "python",
        "-c",
        "import triton, torch; print(torch.__version__)",
    )
    assert done.stdout.strip().endswith("+cpu")
    assert "PyPI has no Torch for rocm: this shell has that for the CPU" in done.stderr


@pytest.mark.every_variant
def test_one_build_for_the_stable_abi_loads_with_its_torch_and_a_newer_one(nix, copy_kernel, change):
    """Built with Torch 2.11, and loaded by it in the build's own check; then with Torch 2.13, the very same files."""
    kernel = copy_kernel("stable-abi")
    change(kernel / "build.toml", "2.13", "2.11")
    build(kernel, "torch-stable-abi211-cpu")
    code = f"""
import pathlib, torch
from kernels import get_local_kernel
kernel = get_local_kernel(pathlib.Path({str(kernel / "build")!r}), backend="cpu")
print(torch.__version__.split("+")[0], kernel.relu(torch.tensor([-1.0, 2.0])).tolist())
"""
    for torch, shell in [
        ("2.11.0", f"path:{kernel}#testShells.torch-stable-abi211-cpu"),
        ("2.13.0", f"{KERNELS}/small#testShells.torch213-cxx11-cpu"),
    ]:
        done = nix("develop", "--no-write-lock-file", shell, "--command", "python", "-c", code)
        assert done.stdout.split(maxsplit=1) == [torch, "[0.0, 2.0]\n"]
