"""Compare the speed of relu built by kernel-builder, of relu built by torch.utils.cpp_extension, and of a copy.

    python benchmarks/against_cpp_extension.py BUILD

BUILD is the folder that `kernel-builder build-and-copy --variant torch211-cxx11-cu130` makes. Needs an NVIDIA GPU,
nvcc, and the Torch that the variant is for; needs no Nix.
"""

import os
import pathlib
import sys

import torch
from kernels import get_local_kernel
from timing import seconds
from torch.utils.cpp_extension import load

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELU = ROOT / "examples/relu"


def bandwidth(function, size):
    """The bandwidth in TB/s of a call that moves `size` bytes."""
    return size / seconds(function) / 1e12


def build_here():
    """Build relu with cpp_extension for this machine's GPU, and return its ops."""
    major, minor = torch.cuda.get_device_capability()
    os.environ["TORCH_CUDA_ARCH_LIST"] = f"{major}.{minor}"
    includes = [RELU / "torch-ext", RELU / "relu_cuda", ROOT / "python/kernel_builder/builder/project/templates"]
    flags = ["-DCUDA_KERNEL", "-O3"]
    sources = [RELU / "torch-ext/torch_binding.cpp", RELU / "relu_cuda/relu.cpp", RELU / "relu_cuda/relu.cu"]
    load(
        name="relu_here",
        sources=[str(source) for source in sources],
        extra_include_paths=[str(folder) for folder in includes],
        extra_cflags=flags,
        extra_cuda_cflags=flags,
    )
    return torch.ops.relu_here


def main():
    built = get_local_kernel(pathlib.Path(sys.argv[1]).resolve())
    here = build_here()
    print(f"{torch.cuda.get_device_name()}, torch {torch.__version__}")
    print(f"{'type':>14} {'elements':>10} {'copy':>6} {'built':>6} {'here':>6} TB/s {'of copy':>8} {'built/here':>10}")
    for dtype in (torch.float32, torch.float16, torch.bfloat16):
        for count in (2**24, 2**29):
            x = torch.randn(count, device="cuda").to(dtype)
            out = torch.empty_like(x)
            moved = 2 * x.numel() * x.element_size()
            copy = bandwidth(lambda: out.copy_(x), moved)
            ours = bandwidth(lambda: built.relu(x, out), moved)
            theirs = bandwidth(lambda: here.relu(out, x), moved)
            figures = f"{copy:6.3f} {ours:6.3f} {theirs:6.3f}      {ours / copy:8.1%} {ours / theirs:10.3f}"
            print(f"{str(dtype):>14} {count:10} {figures}")


if __name__ == "__main__":
    main()
