"""Versions of CUDA's libraries, and what device code uses of CUDA: a fixture of the tests."""

from ._ops import ops

library_version = ops.library_version
device_parts = ops.device_parts
