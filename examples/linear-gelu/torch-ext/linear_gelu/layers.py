"""Layers that `kernels` can put in the place of a model's own."""

import torch
from torch import nn

from ._ops import ops


class LinearGELU(nn.Module):
    """For layers with a `weight` and a `bias`, as torch.nn.Linear has them, that are followed by GELU."""

    can_torch_compile = True
    has_backward = False
    weight: torch.Tensor
    bias: torch.Tensor

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return ops.linear_gelu(x, self.weight, self.bias)
