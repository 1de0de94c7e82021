"""Layers that `kernels` can put in the place of a model's own."""

import torch
from torch import nn

from ._softmax import softmax


class Softmax(nn.Module):
    """Softmax over the last dimension."""

    can_torch_compile = True
    has_backward = True

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return softmax(x)
