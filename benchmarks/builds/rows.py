"""The rows of the benchmark of builds: see __main__.py."""

from functools import partial
from typing import Callable, NamedTuple

from kernel import Example, Generated

WITH_TORCH = """#include <torch/all.h>
at::Tensor f%(number)d(at::Tensor const &x) { return x.mul(%(number)d).add(%(value)d); }
"""
DEVICE = """#include <cuda_runtime.h>
__global__ void k%(number)d(float *x) { x[threadIdx.x] += %(value)d.0f; }
void f%(number)d(float *x, cudaStream_t stream) { k%(number)d<<<1, 32, 0, stream>>>(x); }
"""
CPU, CUDA = "torch213-cxx11-cpu", "torch213-cxx11-cu130"
# The headers that examples/relu included when its device code used Torch.
RELU_HEADERS = ["ATen/core/Tensor.h", "ATen/cuda/CUDAContext.h", "ATen/ops/empty_like.h", "c10/cuda/CUDAGuard.h"]


class Row(NamedTuple):
    """One row: what is compared with what. Each measurement is a function that returns seconds.

    short: for the plot. aim: of the ratio.
    """

    number: int
    name: str
    short: str
    first: Callable[[], float]
    second: Callable[[], float]
    aim: float


class Kernels:
    """The kernels of the rows, each made when a row first asks for it."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.made = {}

    def __getattr__(self, name):
        if name not in self.made:
            self.made[name] = getattr(self, f"make_{name}")(self.scratch / name)
        return self.made[name]

    def make_cpp(self, folder):
        """A binding and three C++ files that include torch/all.h."""
        kernel = Generated(folder, "bench-cpp", ["cpu"], CPU, 3, "cpp", WITH_TORCH, '"torch"')
        kernel.prepare_by_hand()
        return kernel

    def make_plain(self, folder):
        """The same without precompiled headers."""
        return Generated(folder, "bench-plain", ["cpu"], CPU, 3, "cpp", WITH_TORCH, '"torch"', precompiled=False)

    def make_cuda(self, folder):
        """Eight CUDA files that include torch/all.h, for 9.0."""
        kernel = Generated(folder, "bench-cuda", ["cuda"], CUDA, 8, "cu", f"#include <torch/all.h>\n{DEVICE}",
                           '"torch"', 'cuda-capabilities = ["9.0"]\n')  # fmt: skip
        kernel.prepare_by_hand()
        return kernel

    def make_free(self, folder):
        """Eight files of device code without Torch."""
        return Generated(folder, "bench-free", ["cuda"], CUDA, 8, "cu", DEVICE, "")

    def make_relu(self, folder):
        """examples/relu."""
        kernel = Example(folder, "relu", CUDA, "relu_cuda/relu.cu")
        kernel.prepare_by_hand()
        return kernel

    def make_relu_with_torch(self, folder):
        """The same, whose device code includes Torch's headers."""
        return Example(folder, "relu", CUDA, "relu_cuda/relu.cu").including(RELU_HEADERS)

    def make_big(self, folder):
        """300 files of device code for each variant of CUDA and ROCm."""
        return Generated(folder, "bench-big", ["cuda", "rocm"], CUDA, 300, "cu", DEVICE, '"torch"')


def rows(kernels):
    """The rows as functions, so that a row which is not chosen makes no kernel."""
    every = "legacyPackages.x86_64-linux.plan.builds"

    def plan_new():
        # Another commit makes other derivations.
        kernels.big.edit()
        return kernels.big.evaluate(every, "x: x")

    def row(number, name, short, first, second, aim):
        return number, lambda: Row(number, name, short, first(), second(), aim)

    k = kernels
    edit_cpp = lambda: partial(k.cpp.build_after_edit, [1])  # noqa: E731
    torches = [f"torch{version}-cxx11-cu130" for version in ("210", "211", "213")]
    return [
        row(1, "one line of 4 C++ files, against all by hand", "edit, against all by hand",
            edit_cpp, lambda: k.cpp.by_hand, 0.3),
        row(1, "the same, against this file and the link by hand", "edit, against the file by hand",
            edit_cpp, lambda: partial(k.cpp.by_hand, ["f1.cpp"]), 0.6),
        row(1, "the same, against pip wheel with cpp_extension", "edit, against pip wheel",
            edit_cpp, lambda: k.cpp.pip_wheel, 0.3),
        row(2, "4 new C++ files, against by hand", "first build, against by hand",
            lambda: k.plain.build_after_edit, lambda: k.cpp.by_hand, 1.1),
        row(2, "the same, the precompiled header included", "the same, with its header",
            lambda: k.cpp.build_with_headers, lambda: k.cpp.by_hand, 1.5),
        row(3, "one line of 8 CUDA files, against all by hand", "edit of CUDA, against all by hand",
            lambda: partial(k.cuda.build_after_edit, [1]), lambda: k.cuda.by_hand, 0.2),
        row(3, "8 new CUDA files, against by hand", "first build of CUDA, against by hand",
            lambda: k.cuda.build_after_edit, lambda: k.cuda.by_hand, 1.1),
        row(4, "killed when 6 of 8 files are made and run again, against one build", "killed and run again",
            lambda: partial(k.free.build_killed, 6), lambda: k.free.build_after_edit, 1.25),
        row(5, "8 files without Torch for 3 Torches, against 1", "three Torches, against one",
            lambda: partial(k.free.build_after_edit, None, torches), lambda: k.free.build_after_edit, 1.15),
        row(6, "relu for all architectures, against nvcc by hand", "relu, against by hand",
            lambda: k.relu.build_after_edit, lambda: k.relu.by_hand, 1.05),
        row(6, "relu, against the same with Torch in its device code", "relu, against Torch in device code",
            lambda: k.relu.build_after_edit, lambda: k.relu_with_torch.build_after_edit, 0.2),
        row(7, "plan of 300 new files in all variants, against 1.5 s", "plan of 300 files, against 1.5 s",
            lambda: plan_new, lambda: lambda: 1.5, 1.0),
        row(8, "nothing to do, against an evaluation", "nothing to do, against an evaluation",
            lambda: k.cpp.build_again, lambda: k.cpp.evaluate, 2.0),
    ]  # fmt: skip
