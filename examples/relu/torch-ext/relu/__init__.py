"""ReLU: the positive part of a tensor, element by element."""

from typing import Optional

import torch

from . import layers
from ._ops import ops


def relu(x: torch.Tensor, out: Optional[torch.Tensor] = None) -> torch.Tensor:
    """max(x, 0) of each element.

    x: a floating-point tensor of any shape. out: where to put the result, of x's shape and type; a new tensor if None.
    Raises RuntimeError where out does not fit x.
    """
    if out is None:
        out = torch.empty_like(x)
    ops.relu(out, x)
    return out


__all__ = ["layers", "relu"]
