"""A linear layer with GELU in the epilogue of its matrix multiplication."""

import torch

from ._ops import add_op_namespace_prefix, ops
from . import layers

__all__ = ["layers", "linear_gelu"]


@torch.library.register_fake(add_op_namespace_prefix("linear_gelu"))
def _(x, weight, bias):
    return x.new_empty((*x.shape[:-1], weight.shape[0]))


def linear_gelu(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """gelu(x @ weight.T + bias), with the exact GELU.

    x: half or bfloat16 on a GPU, [..., in]. weight: of x's type, [out, in], both multiples of 8. bias: [out].
    No gradient. Raises RuntimeError where they do not fit.
    """
    return ops.linear_gelu(x, weight, bias)
