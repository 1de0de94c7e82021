"""Built kernels load with `kernels`: several in one process, and one with several versions of Torch."""

import json

import pytest
from shared import SHORT, VARIANT

LOAD = """
import pathlib, sys, torch
from kernels import get_local_kernel
kernels = [get_local_kernel(pathlib.Path(path), backend="cpu") for path in sys.argv[1:]]
"""
# A kernel with a function and a class whose C++ names each copy of it shares.
SHARED_NAMES = """
#include "registration.h"
#include <torch/csrc/stable/library.h>
#include <torch/csrc/stable/tensor.h>
int64_t which() { return NUMBER; }
struct Which { virtual int64_t get() { return which(); } };
int64_t op(int64_t n) { Which w; return n * w.get(); }
STABLE_TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) { ops.def("which(int n) -> int"); }
STABLE_TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CompositeExplicitAutograd, ops)
{ ops.impl("which", TORCH_BOX(&op)); }
REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
"""


@pytest.fixture
def variants(build, copy_kernel, tmp_path):
    """Build the CPU variant of kernels; returns for each a folder that holds it, as `build` of a kernel does."""

    def run(*names):
        folders = [tmp_path / f"built-{name}" for name in names]
        for name, folder in zip(names, folders):
            folder.mkdir()
            build(copy_kernel(name, to=name), VARIANT, to=folder / VARIANT)
        return folders

    return run


def test_two_kernels_load_in_one_process(in_shell, variants, quick):
    code = (
        f"{LOAD}\nprint(kernels[0].relu(torch.ones(1)).item(), round(kernels[1].swiglu(*torch.ones(2, 1)).item(), 3))"
    )
    relu, swiglu = variants("relu", "swiglu")
    process = in_shell(quick, f"testShells.{SHORT}", "python", "-c", code, str(relu), str(swiglu))
    assert process.stdout.split() == ["1.0", "0.731"]


def test_two_revisions_of_a_kernel_and_another_with_its_cpp_names_load_together(
    build, in_shell, quick, tmp_path, copy_kernel, change
):
    results = []
    for number, name in enumerate(["quick", "quick", "other"], 1):
        kernel = copy_kernel("quick", to=f"kernel{number}")
        (kernel / "binding.cpp").write_text(SHARED_NAMES.replace("NUMBER", str(number)))
        change(kernel / "build.toml", '"quick"', f'"{name}"')
        (kernel / "torch-ext/quick").rename(kernel / "torch-ext" / name)
        results.append(tmp_path / f"result{number}")
        build(kernel, "bundle", to=results[-1])
    ids = [json.loads((result / VARIANT / "metadata.json").read_text())["id"] for result in results]
    assert len(set(ids)) == 3
    code = f"{LOAD}\nprint(*[kernel.ops.which(10) for kernel in kernels])"
    process = in_shell(quick, f"testShells.{SHORT}", "python", "-c", code, *map(str, results))
    assert process.stdout.split() == ["10", "20", "30"]


@pytest.mark.every_variant
def test_one_build_for_the_stable_abi_loads_with_its_torch_and_a_newer_one(
    kernel_builder, in_shell, copy_kernel, quick, change
):
    """The build's own check loads it with Torch 2.11. Then Torch 2.13 loads the same files."""
    kernel = copy_kernel("stable-abi", to="stable-abi")
    change(kernel / "build.toml", "2.13", "2.11")
    kernel_builder("build-and-copy", "--variant", "torch-stable-abi211-cpu", kernel)
    code = f"{LOAD}\nprint(torch.__version__.partition('+')[0], kernels[0].relu(torch.tensor([-1.0, 2.0])).tolist())"
    shells = {"2.11.0": (kernel, "testShells.torch-stable-abi211-cpu"), "2.13.0": (quick, f"testShells.{SHORT}")}
    for torch, (folder, shell) in shells.items():
        process = in_shell(folder, shell, "python", "-c", code, str(kernel / "build"))
        assert process.stdout == f"{torch} [0.0, 2.0]\n"
