from ._ops import ops
from .layers import Layer
