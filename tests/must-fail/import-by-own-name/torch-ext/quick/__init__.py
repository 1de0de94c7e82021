import quick.layers

from ._ops import ops
