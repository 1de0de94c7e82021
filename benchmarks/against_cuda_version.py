"""Time variants of one kernel for two CUDA versions beside each other, in one process.

On a machine with an NVIDIA GPU and a Torch that loads both; no Nix is needed:
    python benchmarks/against_cuda_version.py FIRST SECOND
Each is a folder `build` that holds a variant under the name that `kernels` looks for with that Torch. The libraries of
CUDA that Torch does not bring, such as libcudart.so.12, are found by LD_LIBRARY_PATH.
"""

import pathlib
import sys

import torch
from kernels import get_local_kernel


def _relu(kernel, dtype):
    x = torch.randn(2**26, device="cuda", dtype=dtype)
    out = torch.empty_like(x)
    return lambda: kernel.relu(x, out)


def _rms_norm(kernel, dtype):
    x, weight = torch.randn(8192, 4096, device="cuda", dtype=dtype), torch.randn(4096, device="cuda", dtype=dtype)
    return lambda: kernel.rms_norm(x, weight, 1e-6)


def _linear_gelu(kernel, dtype):
    x, weight = (torch.randn(rows, 4096, device="cuda", dtype=dtype) for rows in (8192, 8192))
    bias = torch.randn(8192, device="cuda", dtype=dtype)
    return lambda: kernel.linear_gelu(x, weight, bias)


# Name of the kernel → what calls it, on enough data that the GPU is what takes the time.
CALLS = {"relu": _relu, "rms-norm": _rms_norm, "linear-gelu": _linear_gelu}


def seconds(functions, runs=30, calls=10):
    """The median time of a call of each function, in turns, so that the GPU's clock is the same for all."""
    times = [[] for _ in functions]
    for run in range(runs + 3):
        for function, found in zip(functions, times):
            start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
            start.record()
            for _ in range(calls):
                function()
            end.record()
            end.synchronize()
            if run >= 3:
                found.append(start.elapsed_time(end) / 1e3 / calls)
    return [sorted(found)[runs // 2] for found in times]


def main():
    from kernels import get_loaded_kernels

    kernels = [get_local_kernel(pathlib.Path(folder).resolve(), backend="cuda") for folder in sys.argv[1:3]]
    name = str(get_loaded_kernels()[0].metadata.name)
    for dtype in (torch.float16, torch.bfloat16):
        first, second = seconds([CALLS[name](kernel, dtype) for kernel in kernels])
        print(f"{name:>12} {str(dtype):>15} {first * 1e6:9.1f} us {second * 1e6:9.1f} us  speed of the first {second / first:.3f}")


if __name__ == "__main__":
    main()
