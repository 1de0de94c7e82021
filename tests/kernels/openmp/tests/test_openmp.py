import numpy
import pytest
import torch
from kernels import get_kernel


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("op", ["threads_of_openmp", "threads_of_torch"])
def test_a_loop_uses_as_many_threads_as_torch(op, count):
    ops = get_kernel("local/openmp", version=1, backend="cpu").ops
    torch.set_num_threads(count)
    assert getattr(ops, op)() == count


def test_a_test_shell_has_numpy_without_being_asked():
    assert torch.ones(2).numpy().sum() == numpy.float32(2)
