"""Speed of the fused layer compared with Torch's two kernels: `python benchmarks/benchmark.py`, on an NVIDIA GPU."""

import torch
from kernels import get_kernel

# Rows, columns, depth: the first half of a transformer's MLP, at several sizes.
SHAPES = [(256, 4096, 1024), (2048, 8192, 2048), (8192, 16384, 4096)]


def seconds(function, runs=50):
    """The median time of a call, after five calls to warm up."""
    times = []
    for run in range(runs + 5):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        function()
        end.record()
        end.synchronize()
        if run >= 5:
            times.append(start.elapsed_time(end) / 1e3)
    return sorted(times)[runs // 2]


def main():
    kernel = get_kernel("kernels-examples/linear-gelu", version=1)
    print(f"{torch.cuda.get_device_name()}, torch {torch.__version__}, TFLOP/s")
    print(f"{'type':>14} {'rows':>5} {'columns':>7} {'depth':>5} {'fused':>6} {'torch':>6} {'fused/torch':>11}")
    for dtype in (torch.float16, torch.bfloat16):
        for rows, columns, depth in SHAPES:
            x = torch.randn(rows, depth, device="cuda", dtype=dtype)
            weight = torch.randn(columns, depth, device="cuda", dtype=dtype) / depth**0.5
            bias = torch.randn(columns, device="cuda", dtype=dtype)
            work = 2e-12 * rows * columns * depth
            fused = work / seconds(lambda: kernel.linear_gelu(x, weight, bias))
            two = work / seconds(lambda: torch.nn.functional.gelu(torch.nn.functional.linear(x, weight, bias)))
            print(f"{str(dtype):>14} {rows:5} {columns:7} {depth:5} {fused:6.0f} {two:6.0f} {fused / two:11.2f}")


if __name__ == "__main__":
    main()
