"""Compare the time of relu and torch.relu: `python benchmarks/benchmark.py`, in the kernel's test shell."""

import time

import torch
from kernels import get_kernel

SIZES = [2**16, 2**20, 2**24]


def seconds(function, device, runs=50):
    """The median time of a call, after two calls to warm up."""
    times = []
    for _ in range(runs + 2):
        if device == "cuda":
            torch.cuda.synchronize()
        start = time.perf_counter()
        function()
        if device == "cuda":
            torch.cuda.synchronize()
        times.append(time.perf_counter() - start)
    return sorted(times[2:])[runs // 2]


def main():
    device = "cuda" if torch.cuda.is_available() else "cpu"
    kernel = get_kernel("kernels-examples/relu", version=1, backend=device, trust_remote_code=True)
    print(f"{'elements':>10} {'torch':>12} {'this':>12}   ({device}, float32)")
    for size in SIZES:
        x = torch.randn(size, device=device)
        out = torch.empty_like(x)
        theirs = seconds(lambda: torch.clamp_min(x, 0, out=out), device)
        ours = seconds(lambda: kernel.relu(x, out), device)
        print(f"{size:10} {theirs * 1e6:9.1f} us {ours * 1e6:9.1f} us")


if __name__ == "__main__":
    main()
