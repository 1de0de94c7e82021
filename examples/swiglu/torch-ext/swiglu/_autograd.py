"""What Torch must know of the ops beyond their C++: gradients, and shapes for torch.compile."""

import torch

from ._ops import add_op_namespace_prefix, ops


@torch.library.register_fake(add_op_namespace_prefix("swiglu"))
def _(gate, up):
    return torch.empty_like(gate)


@torch.library.register_fake(add_op_namespace_prefix("swiglu_backward"))
def _(grad, gate, up):
    return torch.empty_like(gate), torch.empty_like(up)


def _keep_inputs(ctx, inputs, output):
    ctx.save_for_backward(*inputs)


def _backward(ctx, grad):
    return ops.swiglu_backward(grad, *ctx.saved_tensors)


torch.library.register_autograd(add_op_namespace_prefix("swiglu"), _backward, setup_context=_keep_inputs)


def swiglu(gate: torch.Tensor, up: torch.Tensor) -> torch.Tensor:
    """silu(gate) * up of each element.

    gate, up: floating-point tensors of one shape and type. Raises RuntimeError where they differ.
    """
    return ops.swiglu(gate, up)
