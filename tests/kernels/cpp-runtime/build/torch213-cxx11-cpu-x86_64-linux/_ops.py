"""Made by `kernel-builder create-pyproject`: the ops of this build, under the name that is unique to it."""

import torch

from . import _cpp_runtime_cpu_aa7dab3_dirty as _library  # noqa: F401 (loading it registers the ops)

ops = torch.ops._cpp_runtime_cpu_aa7dab3_dirty


def add_op_namespace_prefix(op_name: str) -> str:
    """The full name of an op: what torch.library wants to hear it called."""
    return f"_cpp_runtime_cpu_aa7dab3_dirty::{op_name}"
