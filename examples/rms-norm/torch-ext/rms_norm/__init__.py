"""RMSNorm, fused: rows divided by their root mean square and scaled, with the gradient."""

from . import layers
from ._autograd import rms_norm

__all__ = ["layers", "rms_norm"]
