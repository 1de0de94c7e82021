"""Layers that `kernels` can put in the place of a model's own."""

import torch
from torch import nn

from ._autograd import rms_norm


class RMSNorm(nn.Module):
    """For layers with a `weight` and a `variance_epsilon`, as transformers' have them."""

    can_torch_compile = True
    has_backward = True
    weight: torch.Tensor
    variance_epsilon: float

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return rms_norm(x, self.weight, self.variance_epsilon)
