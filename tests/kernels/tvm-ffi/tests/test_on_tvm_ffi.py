import importlib.util
import os

import numpy as np
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


def test_it_is_an_op_of_torch_under_the_name_of_its_build(kernel, device):
    x = torch.randn(3, 17, device=device)
    torch.testing.assert_close(kernel.torch_relu(x), torch.relu(x))
    assert kernel.NAMESPACE.startswith("_on_tvm_ffi_")
    torch.library.opcheck(getattr(torch.ops, kernel.NAMESPACE).relu, (x, torch.empty_like(x)))


def test_jax_calls_it_also_in_a_compiled_function(kernel, device):
    if device != "cpu":
        pytest.skip("the JAX of the test shell has no GPU")
    import jax

    x = np.linspace(-1, 1, 51, dtype=np.float32)
    for call in (kernel.jax_relu, jax.jit(kernel.jax_relu)):
        np.testing.assert_array_equal(call(x), np.maximum(x, 0))


def test_the_flags_about_frameworks_can_be_read_and_called(kernel):
    assert kernel.has_torch and kernel.has_torch() and repr(kernel.has_torch) == "True"
    has_jax = all(importlib.util.find_spec(module) for module in ("jax", "jax_tvm_ffi"))
    assert bool(kernel.has_jax) == kernel.has_jax() == has_jax
