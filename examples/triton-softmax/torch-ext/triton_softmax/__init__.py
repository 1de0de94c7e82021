"""Softmax over the last dimension, written in Triton, with its gradient."""

from . import layers
from ._softmax import softmax

__all__ = ["layers", "softmax"]
