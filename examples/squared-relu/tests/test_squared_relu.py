import os

import pytest
import torch
from kernels import get_kernel

BACKEND = os.environ.get("KERNEL_BACKEND", "cuda")


@pytest.fixture(scope="module")
def device():
    """The device of the variant under test. Torch's name for AMD's GPUs is cuda too."""
    if BACKEND == "cpu":
        return "cpu"
    if not torch.cuda.is_available():
        pytest.skip("no GPU that this Torch can use")
    return "cuda"


@pytest.fixture(scope="module")
def kernel(device):
    return get_kernel("kernels-examples/squared-relu", version=1, backend=BACKEND, trust_remote_code=True)


@pytest.mark.kernels_ci
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16])
@pytest.mark.parametrize("shape", [(1,), (7, 13), (64, 1024), (0, 4)])
def test_is_the_square_of_torchs_relu(kernel, device, dtype, shape):
    x = torch.randn(shape, dtype=dtype, device=device)
    torch.testing.assert_close(kernel.squared_relu(x), torch.relu(x) ** 2)


def test_strided_views_are_read_in_their_order(kernel, device):
    x = torch.randn(33, 35, device=device)
    torch.testing.assert_close(kernel.squared_relu(x.t()), torch.relu(x.t()) ** 2)


def test_a_type_that_has_no_fraction_is_refused(kernel, device):
    with pytest.raises(RuntimeError, match="squared_relu: x must hold float64"):
        kernel.squared_relu(torch.ones(4, device=device, dtype=torch.int32))
