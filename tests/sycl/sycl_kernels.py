"""tests/kernels/sycl on OpenCL's CPU device, compared with Torch on the CPU."""

import torch
from xpu_module import kernel, to_cpu, to_xpu

TOLERANCES = {torch.float64: 1e-6, torch.float32: 1e-6, torch.float16: 2e-3, torch.bfloat16: 1.6e-2}
compared = 0
for dtype, tolerance in TOLERANCES.items():
    for shape in [(1, 1), (3, 63), (17, 64), (5, 65), (129, 1000), (2, 4097), (0, 5)]:
        x = torch.randn(shape).to(dtype)
        out = to_xpu(torch.empty_like(x))
        kernel.softmax(out, to_xpu(x))
        expected = torch.softmax(x.double(), 1).to(dtype)
        torch.testing.assert_close(to_cpu(out), expected, rtol=tolerance, atol=1e-7)
        compared += 1
for size, bins in [(1, 1), (1000, 7), (100003, 64)]:
    numbers = torch.randint(0, bins, (size,), dtype=torch.int32)
    counts = to_xpu(torch.empty(bins, dtype=torch.int32))
    kernel.histogram(counts, to_xpu(numbers))
    torch.testing.assert_close(to_cpu(counts), torch.bincount(numbers, minlength=bins).int())
    compared += 1
print(f"{compared} comparisons on {torch.ops.sycl_test.device()}")
