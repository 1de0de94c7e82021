import os

import pytest
import torch
from kernels import get_kernel

TYPES = [torch.float64, torch.float32, torch.float16, torch.bfloat16]


@pytest.fixture(scope="module")
def backend():
    """The backend of the variant under test: from the test shell, or else the backend of Torch."""
    of_torch = "rocm" if torch.version.hip else "cuda" if torch.version.cuda else "cpu"
    return os.environ.get("KERNEL_BACKEND", of_torch)


@pytest.fixture(scope="module")
def device(backend):
    """The device of the backend. Torch's name for AMD's GPUs is cuda too."""
    if backend == "cpu":
        return "cpu"
    if not torch.cuda.is_available():
        pytest.skip("no GPU that this Torch can use")
    return "cuda"


@pytest.fixture(scope="module")
def kernel(device, backend):
    return get_kernel("kernels-examples/relu", version=1, backend=backend, trust_remote_code=True)


@pytest.mark.kernels_ci
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("shape", [(1,), (7, 13), (64, 1024), (3, 5, 129), (0, 4)])
def test_is_torchs_relu(kernel, device, dtype, shape):
    x = torch.randn(shape, dtype=dtype, device=device)
    torch.testing.assert_close(kernel.relu(x), torch.relu(x), rtol=0, atol=0)


def test_writes_every_element_of_out_and_returns_it(kernel, device):
    x = torch.randn(1025, device=device)
    out = torch.full_like(x, torch.nan)
    assert kernel.relu(x, out) is out
    torch.testing.assert_close(out, torch.relu(x), rtol=0, atol=0)


@pytest.mark.parametrize("view", [lambda x: x.t(), lambda x: x[:, ::2], lambda x: x[1:, 3:]])
def test_strided_views_are_read_and_written_in_place(kernel, device, view):
    x, out = torch.randn(2, 33, 35, device=device)
    kernel.relu(view(x), view(out))
    torch.testing.assert_close(view(out), torch.relu(view(x)), rtol=0, atol=0)


def test_nan_stays_and_negative_infinity_becomes_zero(kernel, device):
    x = torch.tensor([torch.nan, -torch.inf, torch.inf, -0.5], device=device)
    torch.testing.assert_close(kernel.relu(x), torch.relu(x), equal_nan=True)


def test_layer_is_torchs_layer(kernel, device):
    x = torch.randn(8, 32, device=device)
    torch.testing.assert_close(kernel.layers.ReLU()(x), torch.nn.ReLU()(x))


def test_an_out_of_another_shape_is_refused(kernel, device):
    with pytest.raises(RuntimeError, match="relu: out has the shape"):
        kernel.relu(torch.randn(4, device=device), torch.empty(5, device=device))


def test_an_out_of_another_type_is_refused(kernel, device):
    with pytest.raises(RuntimeError, match="relu: out is"):
        kernel.relu(torch.randn(4, device=device), torch.empty(4, dtype=torch.float16, device=device))
