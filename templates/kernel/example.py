"""An example of my-kernel: run `python example.py` in a test shell."""

import os

import torch
from kernels import get_kernel

BACKEND = os.environ.get("KERNEL_BACKEND", "cpu")
# Torch names AMD's GPUs cuda, too, and Apple's mps.
DEVICE = {"rocm": "cuda", "metal": "mps"}.get(BACKEND, BACKEND)
kernel = get_kernel("my-org/my-kernel", version=1, backend=BACKEND)
x = torch.ones(4, device=DEVICE)
print(kernel.add_scaled(x, x, 0.5))
