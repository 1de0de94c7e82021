import os

import pytest
import torch
from kernels import get_kernel

BACKEND = os.environ.get("KERNEL_BACKEND", "cpu")


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("local/python-depends", version=1, backend=BACKEND, trust_remote_code=True)


def test_the_packages_of_build_toml_are_installed(kernel):
    assert kernel.packages() == ["einops", "helion", "tvm_ffi"]


def test_the_package_for_cuda_is_installed_with_nvidias_own_packages():
    if BACKEND != "cuda":
        pytest.skip("build.toml names it for CUDA only")
    import cutlass.cute
    from cuda.bindings import driver

    assert cutlass.cute.Tensor and driver.cuInit


def test_helion_compiles_a_kernel(kernel):
    if not torch.cuda.is_available():
        pytest.skip("no GPU that this Torch can use")
    x, y = torch.randn(2, 33, 5, device="cuda")
    torch.testing.assert_close(kernel.add(x, y), x + y)
