"""Layers that `kernels` can put in the place of a model's own."""

import torch
from torch import nn

from ._autograd import swiglu


class SwiGLU(nn.Module):
    """silu of the first half of the last dimension, times the second half."""

    can_torch_compile = True
    has_backward = True

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        gate, up = x.chunk(2, dim=-1)
        return swiglu(gate, up)
