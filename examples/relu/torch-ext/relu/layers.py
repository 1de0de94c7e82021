"""Layers that `kernels` can put in the place of a model's own."""

import torch
from torch import nn

from ._ops import ops


class ReLU(nn.Module):
    """The layer `torch.nn.ReLU`, for inference."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = torch.empty_like(x)
        ops.relu(out, x)
        return out
