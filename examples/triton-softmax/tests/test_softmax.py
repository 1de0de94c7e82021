import os

import pytest
import torch
from kernels import get_kernel

TOLERANCE = {torch.float32: 1e-6, torch.float16: 1e-3, torch.bfloat16: 8e-3}
SHAPES = [(1,), (7, 13), (64, 1000), (3, 5, 8193), (2, 100_000), (0, 4), (4, 0)]
# Triton's interpreter runs the programs on the CPU.
INTERPRETED = os.environ.get("TRITON_INTERPRET") == "1"


@pytest.fixture(scope="module")
def device():
    if INTERPRETED:
        return "cpu"
    if not torch.cuda.is_available():
        pytest.skip("no GPU that this Torch can use; TRITON_INTERPRET=1 runs these tests on the CPU")
    return "cuda"


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("kernels-examples/triton-softmax", version=1, trust_remote_code=True)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("shape", SHAPES)
def test_is_torchs_softmax(kernel, device, dtype, shape):
    x = 10 * torch.randn(shape, dtype=dtype, device=device)
    tolerance = TOLERANCE[dtype]
    torch.testing.assert_close(kernel.softmax(x), torch.softmax(x, -1), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("shape", [(7, 13), (64, 1000), (2, 20_000)])
def test_its_gradient_is_torchs(kernel, device, shape):
    x, grad = torch.randn(2, *shape, device=device)
    ours, theirs = x.clone().requires_grad_(), x.clone().requires_grad_()
    kernel.softmax(ours).backward(grad)
    torch.softmax(theirs, -1).backward(grad)
    torch.testing.assert_close(ours.grad, theirs.grad, rtol=1e-5, atol=1e-6)


def test_strided_views_are_read(kernel, device):
    x = torch.randn(33, 35, device=device)
    torch.testing.assert_close(kernel.softmax(x.t()), torch.softmax(x.t(), -1))


def test_masked_scores_have_no_weight(kernel, device):
    x = torch.randn(4, 10_000, device=device)
    x[:, :9_000] = -torch.inf
    x[3] = -torch.inf
    torch.testing.assert_close(kernel.softmax(x), torch.softmax(x, -1), equal_nan=True)


@pytest.mark.skipif(INTERPRETED, reason="torch.compile needs the compiled programs")
def test_torch_compile_takes_it_whole(kernel, device):
    compiled = torch.compile(lambda x: kernel.softmax(x * 2), fullgraph=True)
    x = torch.randn(8, 128, device=device)
    torch.testing.assert_close(compiled(x), torch.softmax(x * 2, -1))


def test_layer_is_torchs_layer(kernel, device):
    x = torch.randn(8, 32, device=device)
    torch.testing.assert_close(kernel.layers.Softmax()(x), torch.nn.Softmax(-1)(x))


def test_whole_numbers_are_refused(kernel, device):
    with pytest.raises(TypeError, match="softmax: x is torch.int64"):
        kernel.softmax(torch.ones(4, dtype=torch.int64, device=device))
