"""The square of ReLU, element by element."""

import torch

from ._ops import ops


def squared_relu(x: torch.Tensor) -> torch.Tensor:
    """max(x, 0) squared, of each element.

    x: a floating-point tensor of any shape. For inference: there is no backward pass.
    """
    return ops.squared_relu(x.contiguous())


__all__ = ["squared_relu"]
