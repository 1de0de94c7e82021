"""Bandwidth of RMSNorm compared with Torch and a copy: `python benchmarks/benchmark.py`, on an NVIDIA GPU."""

import torch
from kernels import get_kernel

SHAPES = [(65536, 1024), (32768, 4096), (16384, 8192)]


def bandwidth(function, size, runs=20, calls=10):
    """The bandwidth in TB/s of a call that moves `size` bytes: the median of several timings, after two to warm up.

    A timing queues several calls, so that the GPU does not wait between two calls.
    """
    times = []
    for run in range(runs + 2):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        for _ in range(calls):
            function()
        end.record()
        end.synchronize()
        if run >= 2:
            times.append(start.elapsed_time(end) / 1e3 / calls)
    return size / sorted(times)[runs // 2] / 1e12


def main():
    kernel = get_kernel("kernels-examples/rms-norm", version=1)
    ops = kernel._autograd.ops
    print(f"{torch.cuda.get_device_name()}, torch {torch.__version__}, TB/s")
    print(
        f"{'type':>14} {'rows':>6} {'columns':>7} {'copy':>6} {'forward':>8} {'of copy':>8}"
        f" {'torch':>6} {'backward':>8} {'of copy':>8}"
    )
    for dtype in (torch.float32, torch.float16, torch.bfloat16):
        for rows, columns in SHAPES:
            x = torch.randn(rows, columns, device="cuda").to(dtype)
            weight = torch.randn(columns, device="cuda").to(dtype)
            out, grad = torch.empty_like(x), torch.randn_like(x)
            size = x.numel() * x.element_size()
            copy = bandwidth(lambda: out.copy_(x), 2 * size)
            forward = bandwidth(lambda: ops.rms_norm(x, weight, 1e-6), 2 * size)
            theirs = bandwidth(lambda: torch.nn.functional.rms_norm(x, (columns,), weight, 1e-6), 2 * size)
            scale = ops.rms_norm(x, weight, 1e-6)[1]
            backward = bandwidth(lambda: ops.rms_norm_backward(grad, x, weight, scale), 3 * size)
            print(
                f"{str(dtype):>14} {rows:6} {columns:7} {copy:6.3f} {forward:8.3f} {forward / copy:8.1%} {theirs:6.3f}"
                f" {backward:8.3f} {backward / copy:8.1%}"
            )


if __name__ == "__main__":
    main()
