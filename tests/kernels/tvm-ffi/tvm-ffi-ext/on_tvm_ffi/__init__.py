from ._ops import ops


def relu(x, out):
    """out = max(x, 0), for float32 tensors of any framework that has DLPack."""
    ops.relu(x, out)
    return out
