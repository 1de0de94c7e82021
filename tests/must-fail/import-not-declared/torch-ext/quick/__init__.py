import yaml

from ._ops import ops
