"""What Torch must know of the ops beyond their C++: gradients, and shapes for torch.compile."""

import torch

from ._ops import add_op_namespace_prefix, ops


@torch.library.register_fake(add_op_namespace_prefix("rms_norm"))
def _(x, weight, eps):
    rows = x.numel() // x.shape[-1]
    return torch.empty_like(x, memory_format=torch.contiguous_format), x.new_empty((rows,), dtype=torch.float32)


@torch.library.register_fake(add_op_namespace_prefix("rms_norm_backward"))
def _(grad, x, weight, scale):
    return torch.empty_like(x, memory_format=torch.contiguous_format), torch.empty_like(weight)


def _keep(ctx, inputs, output):
    x, weight, _ = inputs
    ctx.save_for_backward(x, weight, output[1])
    ctx.mark_non_differentiable(output[1])


def _backward(ctx, grad, _):
    dx, dweight = ops.rms_norm_backward(grad, *ctx.saved_tensors)
    return dx, dweight, None


torch.library.register_autograd(add_op_namespace_prefix("rms_norm"), _backward, setup_context=_keep)


def rms_norm(x: torch.Tensor, weight: torch.Tensor, eps: float = 1e-6) -> torch.Tensor:
    """x / sqrt(mean(x²) + eps) * weight, over the last dimension of x.

    x: float, half or bfloat16 on a GPU, of any shape. weight: of x's type, as long as x's last dimension.
    Raises RuntimeError where they do not fit.
    """
    return ops.rms_norm(x, weight, eps)[0]
