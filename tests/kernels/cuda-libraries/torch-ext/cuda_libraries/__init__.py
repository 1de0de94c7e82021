"""A test kernel: versions of CUDA's libraries, and device code that uses CUDA's headers."""

from ._ops import ops

library_version = ops.library_version
device_parts = ops.device_parts
