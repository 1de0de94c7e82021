"""The programs as ops of Torch, so that torch.compile sees into them, and their gradient."""

import torch
from torch.library import register_autograd, triton_op, wrap_triton

from ._ops import add_op_namespace_prefix
from ._programs import backward, forward

# Columns that a program holds at a time; a row with more takes several turns.
LARGEST_BLOCK = 8192


def _launch(program, out: torch.Tensor, *inputs: torch.Tensor) -> torch.Tensor:
    columns = out.shape[-1] if out.dim() else 1
    if out.numel() == 0:
        return out
    block = min(1 << (columns - 1).bit_length(), LARGEST_BLOCK)
    wrap_triton(program)[(out.numel() // columns,)](out, *inputs, columns, BLOCK=block, num_warps=8 if block > 1024 else 4)
    return out


@triton_op(add_op_namespace_prefix("forward"), mutates_args={})
def _forward(x: torch.Tensor) -> torch.Tensor:
    x = x.contiguous()
    return _launch(forward, torch.empty_like(x), x)


@triton_op(add_op_namespace_prefix("backward"), mutates_args={})
def _backward(dy: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    dy = dy.contiguous()
    return _launch(backward, torch.empty_like(dy), dy, y)


def _keep_output(ctx, inputs, output):
    ctx.save_for_backward(output)


register_autograd(
    add_op_namespace_prefix("forward"),
    lambda ctx, dy: _backward(dy, *ctx.saved_tensors),
    setup_context=_keep_output,
)


def softmax(x: torch.Tensor) -> torch.Tensor:
    """exp(x) / sum(exp(x)) over the last dimension.

    x: floating-point tensor of any shape on a GPU. Returns one of its shape and type; sums are in float32.
    Raises TypeError for other types.
    """
    if not x.is_floating_point() or x.dtype == torch.float64:
        raise TypeError(f"softmax: x is {x.dtype}; it must be float32, float16 or bfloat16")
    return _forward(x)
