"""Compare the time of softmax and Torch's softmax on a GPU: `python benchmarks/benchmark.py`, in the test shell."""

import torch
from kernels import get_kernel

SHAPES = [(4096, 1024), (4096, 8192), (512, 100_000)]


def seconds(function, runs=100):
    """The mean time of many calls in a row, so that the GPU never waits for the host."""
    for _ in range(5):
        function()
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    for _ in range(runs):
        function()
    end.record()
    torch.cuda.synchronize()
    return start.elapsed_time(end) / 1e3 / runs


def main():
    kernel = get_kernel("kernels-examples/triton-softmax", version=1, backend="cuda", trust_remote_code=True)
    print(f"{'rows':>6} {'columns':>8} {'torch':>12} {'this':>12}   (bfloat16)")
    for rows, columns in SHAPES:
        x = torch.randn(rows, columns, device="cuda", dtype=torch.bfloat16)
        theirs = seconds(lambda: torch.softmax(x, -1))
        ours = seconds(lambda: kernel.softmax(x))
        print(f"{rows:6} {columns:8} {theirs * 1e6:9.1f} us {ours * 1e6:9.1f} us")


if __name__ == "__main__":
    main()
