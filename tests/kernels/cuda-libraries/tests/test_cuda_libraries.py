import pytest
import torch
from kernels import get_kernel


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("local/cuda-libraries", version=1)


@pytest.mark.parametrize("name", ["cudart", "cublas", "cublasLt", "curand", "cusolver", "cusparse", "nvrtc"])
def test_a_library_answers(kernel, name):
    assert kernel.library_version(name) > 0


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA GPU that this Torch can use")
def test_device_code_that_uses_cuda_libraries_computes_the_right_values(kernel):
    x = torch.arange(64, dtype=torch.float32, device="cuda")
    out = kernel.device_parts(x)
    assert out[0] == x.sum() and torch.equal(out[1:], 2 * x[1:])
