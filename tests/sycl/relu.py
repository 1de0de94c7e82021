"""examples/relu on OpenCL's CPU device, compared with Torch on the CPU."""

import torch
from xpu_module import kernel, to_cpu, to_xpu

SHAPES = [(1,), (7, 13), (64, 1024), (3, 5, 129), (0, 4), (1000003,)]
VIEWS = [lambda x: x, lambda x: x.t(), lambda x: x[:, ::2], lambda x: x[1:, 3:]]
compared = 0
for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
    for shape in SHAPES:
        x = torch.randn(shape).to(dtype)
        torch.testing.assert_close(to_cpu(kernel.relu(to_xpu(x))), torch.relu(x), rtol=0, atol=0)
        compared += 1
    for view in VIEWS:
        x, out = torch.randn(33, 35).to(dtype), torch.zeros(33, 35).to(dtype)
        on_xpu = to_xpu(out)
        kernel.relu(view(to_xpu(x)), view(on_xpu))
        view(out).copy_(torch.relu(view(x)))
        torch.testing.assert_close(to_cpu(on_xpu), out, rtol=0, atol=0)
        compared += 1
special = torch.tensor([torch.nan, -torch.inf, torch.inf, -0.5])
torch.testing.assert_close(to_cpu(kernel.relu(to_xpu(special))), torch.relu(special), equal_nan=True)
print(f"{compared + 1} comparisons on {torch.ops.sycl_test.device()}")
