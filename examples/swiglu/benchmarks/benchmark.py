"""Compare the time of swiglu and Torch's two ops: `python benchmarks/benchmark.py`, in the kernel's test shell."""

import time

import torch
from kernels import get_kernel
from torch.nn.functional import silu

SIZES = [2**12, 2**16, 2**20, 2**23]


def seconds(function, runs=30):
    """The median time of a call, after two calls to warm up."""
    times = []
    for _ in range(runs + 2):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return sorted(times[2:])[runs // 2]


def main():
    kernel = get_kernel("kernels-examples/swiglu", version=1, backend="cpu")
    print(f"{'elements':>10} {'torch':>12} {'this':>12}   (cpu, float32)")
    for size in SIZES:
        gate, up = torch.randn(2, size)
        theirs = seconds(lambda: silu(gate) * up)
        ours = seconds(lambda: kernel.swiglu(gate, up))
        print(f"{size:10} {theirs * 1e6:9.1f} us {ours * 1e6:9.1f} us")


if __name__ == "__main__":
    main()
