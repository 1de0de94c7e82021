import os

import numpy
import pytest
import torch
from kernels import get_kernel

# Test shells set KERNEL_BACKEND to the backend of their variant.
BACKEND = os.environ.get("KERNEL_BACKEND", "cpu")
# Torch names AMD's GPUs cuda, too, and Apple's mps.
DEVICE = {"rocm": "cuda", "metal": "mps"}.get(BACKEND, BACKEND)

if DEVICE != "cpu" and not getattr(torch, DEVICE).is_available():
    pytest.skip(f"Torch finds no GPU for {BACKEND}", allow_module_level=True)


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("my-org/my-kernel", version=1, backend=BACKEND)


@pytest.mark.kernels_ci
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("shape", [(1,), (7, 13), (64, 1025), (0, 4)])
def test_the_result_is_x_plus_alpha_times_y(kernel, dtype, shape):
    if DEVICE == "mps" and dtype == torch.float64:
        pytest.skip("Apple's GPUs have no float64")
    x, y = torch.randn(2, *shape, dtype=dtype, device=DEVICE)
    expected = x.cpu().numpy() + numpy.array(0.5, x.cpu().numpy().dtype) * y.cpu().numpy()
    numpy.testing.assert_allclose(kernel.add_scaled(x, y, 0.5).cpu().numpy(), expected, rtol=1e-6, atol=1e-6)


def test_the_layer_uses_the_alpha_of_the_model(kernel):
    x, y = torch.randn(2, 8, device=DEVICE)
    layer = kernel.layers.AddScaled()
    layer.alpha = 2.0
    torch.testing.assert_close(layer(x, y), x + 2 * y)


def test_different_shapes_are_refused(kernel):
    with pytest.raises(RuntimeError, match="the shapes are"):
        kernel.add_scaled(torch.ones(3, device=DEVICE), torch.ones(4, device=DEVICE), 1.0)
