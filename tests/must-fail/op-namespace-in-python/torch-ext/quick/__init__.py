import torch

from ._ops import ops


@torch.library.custom_op("literal::double", mutates_args=())
def double(x: torch.Tensor) -> torch.Tensor:
    return 2 * x
