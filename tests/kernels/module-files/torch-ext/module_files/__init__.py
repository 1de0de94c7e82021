from ._ops import ops
from .impl.fast import scale

__all__ = ["ops", "scale"]
