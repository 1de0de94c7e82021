"""Bandwidth of my-kernel compared with torch.add: run `python benchmarks/benchmark.py` in a test shell."""

import os
import time

import torch
from kernels import get_kernel

BACKEND = os.environ.get("KERNEL_BACKEND", "cpu")
# Torch names AMD's GPUs cuda, too, and Apple's mps.
DEVICE = {"rocm": "cuda", "metal": "mps"}.get(BACKEND, BACKEND)


def seconds(function, runs=20):
    """The median time of a call. Two more calls before them warm up the device."""
    times = []
    for run in range(runs + 2):
        start = time.perf_counter()
        function()
        if DEVICE != "cpu":
            getattr(torch, DEVICE).synchronize()
        if run >= 2:
            times.append(time.perf_counter() - start)
    return sorted(times)[runs // 2]


def main():
    kernel = get_kernel("my-org/my-kernel", version=1, backend=BACKEND)
    for size in (2**20, 2**25):
        x, y = torch.randn(2, size, device=DEVICE)
        out = torch.empty_like(x)
        moved = 3 * x.numel() * x.element_size()
        ours = moved / seconds(lambda: kernel.add_scaled(x, y, 0.5, out)) / 1e9
        theirs = moved / seconds(lambda: torch.add(x, y, alpha=0.5, out=out)) / 1e9
        print(f"{size:9} elements: {ours:8.1f} GB/s, torch.add {theirs:8.1f} GB/s")


if __name__ == "__main__":
    main()
