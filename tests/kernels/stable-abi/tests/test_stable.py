import pytest
import torch
from kernels import get_kernel


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("local/stable", version=1, backend="cpu", trust_remote_code=True)


def test_is_torchs_relu(kernel):
    x = torch.randn(3, 17)
    torch.testing.assert_close(kernel.relu(x), torch.relu(x))


def test_what_it_throws_arrives_in_python(kernel):
    with pytest.raises(RuntimeError, match="relu"):
        kernel.relu(torch.ones(3, dtype=torch.int64))
