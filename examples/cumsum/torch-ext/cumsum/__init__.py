"""Running sums along the last dimension."""

import torch

from ._ops import ops


def cumsum(x: torch.Tensor) -> torch.Tensor:
    """The running sums of x along its last dimension, of x's shape and type; half-precision numbers are added up as float.

    x: a floating-point tensor of any shape, of less than 2**31 rows. For inference: there is no backward pass.
    """
    x = x.contiguous()
    out = torch.empty_like(x)
    ops.cumsum(out, x)
    return out


__all__ = ["cumsum"]
