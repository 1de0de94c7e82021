import pandas

from ._ops import ops
