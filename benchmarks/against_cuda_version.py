"""Compare the speed of variants of one kernel that were built with several CUDA versions or compilers.

    python benchmarks/against_cuda_version.py OTHER... LAST

Each argument is a folder `build` with one variant, under the name that `kernels` looks for with this machine's Torch.
The benchmark prints each speed as a fraction of the speed of LAST. Needs an NVIDIA GPU and a Torch that loads all
variants; needs no Nix. LD_LIBRARY_PATH must name the CUDA libraries that Torch does not bring, such as libcudart.so.12.
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


# Name of the kernel → a function that makes the call to measure, on so much data that the GPU takes most of the time.
CALLS = {"relu": _relu, "rms-norm": _rms_norm, "linear-gelu": _linear_gelu}


def measure(folder):
    """Print the name of the kernel and its time for each type, as JSON. main() calls this in a process of its own."""
    kernel = get_local_kernel(pathlib.Path(folder).resolve(), backend="cuda")
    name = str(get_loaded_kernels()[0].metadata.name)
    print(json.dumps([name, [seconds(CALLS[name](kernel, dtype)) for dtype in TYPES]]))


def main():
    if len(sys.argv) == 2:
        measure(sys.argv[1])
        return
    folders = sys.argv[1:]
    # All variants register their ops under the same name, so a process can load only one variant.
    rounds = [
        [json.loads(subprocess.check_output([sys.executable, __file__, folder])) for folder in folders]
        for _ in range(5)
    ]
    for index, dtype in enumerate(TYPES):
        times = [statistics.median(measured[side][1][index] for measured in rounds) for side in range(len(folders))]
        for folder, time in zip(folders, times):
            print(
                f"{rounds[0][0][0]:>12} {str(dtype):>15} {time * 1e6:9.1f} us  speed {times[-1] / time:.3f}  {folder}"
            )


if __name__ == "__main__":
    main()
