"""SwiGLU, the gated activation of many language models: silu(gate) * up, with its gradient."""

from . import layers
from ._autograd import swiglu

__all__ = ["layers", "swiglu"]
