import os

import pytest
import torch
from kernels import get_kernel


@pytest.fixture(scope="module")
def device():
    backend = os.environ.get("KERNEL_BACKEND", "cpu")
    if backend == "cuda" and not torch.cuda.is_available():
        pytest.skip("no NVIDIA GPU that this Torch can use")
    return backend


@pytest.fixture(scope="module")
def kernel(device):
    return get_kernel("local/on-tvm-ffi", version=1, backend=device, trust_remote_code=True)


def test_it_equals_torchs_relu(kernel, device):
    x = torch.randn(3, 17, device=device)
    torch.testing.assert_close(kernel.relu(x, torch.empty_like(x)), torch.relu(x))


def test_its_exception_reaches_python(kernel, device):
    x = torch.ones(3, device=device)
    with pytest.raises(ValueError, match="relu: x and out differ in size"):
        kernel.relu(x, torch.empty(4, device=device))
