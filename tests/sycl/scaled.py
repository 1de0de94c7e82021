"""The kernel that `init` writes, on OpenCL's CPU device, compared with Torch on the CPU."""

import torch
from xpu_module import kernel, to_cpu, to_xpu

compared = 0
for dtype in (torch.float64, torch.float32):
    for shape in [(1,), (7, 13), (3, 5, 129), (1000003,)]:
        x, y = (torch.randn(shape).to(dtype) for _ in range(2))
        out = kernel.add_scaled(to_xpu(x), to_xpu(y), 0.5)
        torch.testing.assert_close(to_cpu(out), x + 0.5 * y)
        compared += 1
print(f"{compared} comparisons on {torch.ops.sycl_test.device()}")
