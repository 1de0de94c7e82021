"""Made by `kernel-builder create-pyproject`: the ops of this build, under the name that is unique to it."""

import torch

from . import _cuda_libraries_cuda_fe8fbee_dirty as _library  # noqa: F401 (loading it registers the ops)

ops = torch.ops._cuda_libraries_cuda_fe8fbee_dirty


def add_op_namespace_prefix(op_name: str) -> str:
    """The full name of an op: what torch.library wants to hear it called."""
    return f"_cuda_libraries_cuda_fe8fbee_dirty::{op_name}"
