import pytest
import torch
from kernels import get_kernel


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("local/stable", version=1, backend="cpu", trust_remote_code=True)


def test_it_equals_torchs_relu(kernel):
    x = torch.randn(3, 17)
    torch.testing.assert_close(kernel.relu(x), torch.relu(x))


def test_its_exception_reaches_python(kernel):
    with pytest.raises(RuntimeError, match="relu"):
        kernel.relu(torch.ones(3, dtype=torch.int64))
