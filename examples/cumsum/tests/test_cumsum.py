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
    return get_kernel("kernels-examples/cumsum", version=1, backend=BACKEND, trust_remote_code=True)


# One tile is 2048 numbers.
@pytest.mark.kernels_ci
@pytest.mark.parametrize("shape", [(1,), (3, 5), (4, 2047), (4, 2048), (2, 2049), (2, 3, 10_000), (0, 4), (4, 0)])
def test_is_torchs_cumsum(kernel, device, shape):
    x = torch.randn(shape, device=device, dtype=torch.float64)
    torch.testing.assert_close(kernel.cumsum(x), torch.cumsum(x, -1))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_smaller_types_are_as_exact_as_sums_in_float(kernel, device, dtype):
    x = torch.rand(4, 3000, device=device).to(dtype)
    torch.testing.assert_close(kernel.cumsum(x), torch.cumsum(x.float(), -1).to(dtype), rtol=1e-2, atol=1e-3)


def test_whole_numbers_are_summed_exactly(kernel, device):
    x = torch.ones(3, 100_000, device=device)
    assert torch.equal(kernel.cumsum(x), torch.arange(1, 100_001, device=device, dtype=x.dtype).expand(3, -1))


def test_strided_views_are_summed_in_their_order(kernel, device):
    x = torch.randn(65, 33, device=device, dtype=torch.float64)
    torch.testing.assert_close(kernel.cumsum(x.t()), torch.cumsum(x.t(), -1))


def test_a_type_that_has_no_fraction_is_refused(kernel, device):
    with pytest.raises(RuntimeError, match="cumsum.*not implemented for 'Int'"):
        kernel.cumsum(torch.ones(4, device=device, dtype=torch.int32))
