"""Time variants of one kernel for several CUDA versions or compilers, in turns.

On a machine with an NVIDIA GPU and a Torch that loads both; no Nix is needed:
    python benchmarks/against_cuda_version.py OTHER... LAST
Each is a folder `build` that holds a variant under the name that `kernels` looks for with that Torch; the speed of the
others is told as a part of the last one's. The libraries of CUDA that Torch does not bring, such as libcudart.so.12, are
found by LD_LIBRARY_PATH.
"""

import json
import pathlib
import statistics
import subprocess
import sys

import torch
from kernels import get_loaded_kernels, get_local_kernel
from timing import seconds

TYPES = [torch.float16, torch.bfloat16]


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


def measure(folder):
    """Print the name of the kernel and its times, one for each type, as JSON: what a process of its own is for."""
    kernel = get_local_kernel(pathlib.Path(folder).resolve(), backend="cuda")
    name = str(get_loaded_kernels()[0].metadata.name)
    print(json.dumps([name, [seconds(CALLS[name](kernel, dtype)) for dtype in TYPES]]))


def main():
    if len(sys.argv) == 2:
        return measure(sys.argv[1])
    folders = sys.argv[1:]
    # All have one name for their ops, so a process loads one of them.
    rounds = [
        [json.loads(subprocess.check_output([sys.executable, __file__, folder])) for folder in folders]
        for _ in range(5)
    ]
    for index, dtype in enumerate(TYPES):
        times = [statistics.median(found[side][1][index] for found in rounds) for side in range(len(folders))]
        for folder, time in zip(folders, times):
            print(
                f"{rounds[0][0][0]:>12} {str(dtype):>15} {time * 1e6:9.1f} us  speed {times[-1] / time:.3f}  {folder}"
            )


if __name__ == "__main__":
    main()
