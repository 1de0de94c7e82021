import einops
import helion
import helion.language as hl
import torch
import tvm_ffi


@helion.kernel(autotune_effort="none")
def add(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    out = torch.empty_like(x)
    for tile in hl.tile(out.size()):
        out[tile] = x[tile] + y[tile]
    return out


def packages():
    return [einops.__name__, helion.__name__, tvm_ffi.__name__]
