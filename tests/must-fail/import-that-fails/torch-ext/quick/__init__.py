from . import _tables
from ._ops import ops
