import pytest
import torch
from kernels import get_kernel

TYPES = [torch.float32, torch.float16, torch.bfloat16]
# Rows of one pack, of several packs, of a part of a pack, and rows that do not fit into registers.
COLUMNS = [8, 64, 1000, 1001, 4096, 5120, 8192, 16384, 70000]

if not torch.cuda.is_available():
    pytest.skip("no NVIDIA GPU that this Torch can use", allow_module_level=True)


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("kernels-examples/rms-norm", version=1)


def inputs(rows, columns, dtype):
    torch.manual_seed(rows * columns)
    x = torch.randn(rows, columns, device="cuda", dtype=dtype)
    weight = torch.randn(columns, device="cuda", dtype=dtype)
    return x, weight


def reference(x, weight, eps=1e-6):
    """Torch's result, in double precision."""
    return torch.nn.functional.rms_norm(x.double(), (x.shape[-1],), weight.double(), eps)


@pytest.mark.kernels_ci
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("columns", COLUMNS)
def test_is_torchs_rms_norm(kernel, columns, dtype):
    x, weight = inputs(37, columns, dtype)
    torch.testing.assert_close(kernel.rms_norm(x, weight), reference(x, weight).to(dtype))


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("columns", COLUMNS)
def test_gradients_are_torchs(kernel, columns, dtype):
    x, weight = inputs(700, columns, dtype)
    grad = torch.randn_like(x)
    for tensor in (x, weight):
        tensor.requires_grad_()
    gradients = torch.autograd.grad(kernel.rms_norm(x, weight), (x, weight), grad)
    expected = torch.autograd.grad(reference(x, weight), (x, weight), grad.double())
    for ours, theirs in zip(gradients, expected):
        error = (ours.double() - theirs.double()).norm() / theirs.double().norm()
        assert error < {torch.float32: 1e-5, torch.float16: 2e-3, torch.bfloat16: 1e-2}[dtype]


def test_shapes_of_more_dimensions_and_strides_are_kept(kernel):
    x, weight = inputs(24, 64, torch.float32)
    views = x.view(2, 3, 4, 64).transpose(1, 2)
    torch.testing.assert_close(kernel.rms_norm(views, weight), reference(views, weight).float())


def test_rows_that_are_not_aligned_are_right(kernel):
    storage = torch.randn(1 + 16 * 64, device="cuda")
    x, weight = storage[1:].view(16, 64), torch.ones(64, device="cuda")
    torch.testing.assert_close(kernel.rms_norm(x, weight), reference(x, weight).float())


def test_no_rows_give_no_rows(kernel):
    x, weight = inputs(1, 64, torch.float32)
    assert kernel.rms_norm(x[:0], weight).shape == (0, 64)


def test_op_keeps_torchs_rules_for_custom_ops(kernel):
    x, weight = inputs(8, 64, torch.float32)
    torch.library.opcheck(kernel._autograd.ops.rms_norm.default, (x.requires_grad_(), weight.requires_grad_(), 1e-6))


def test_layer_uses_the_models_weight_and_epsilon(kernel):
    x, weight = inputs(4, 128, torch.float32)
    layer = kernel.layers.RMSNorm()
    layer.weight, layer.variance_epsilon = torch.nn.Parameter(weight), 0.5
    torch.testing.assert_close(layer(x), reference(x, weight, 0.5).float())


@pytest.mark.parametrize(
    "weight, message",
    [
        (lambda: torch.ones(5, device="cuda"), "weight has the shape"),
        (lambda: torch.ones(4, device="cuda").half(), "weight is Half, x is Float"),
        (lambda: torch.ones(4), "weight is on cpu"),
    ],
)
def test_a_weight_that_does_not_fit_is_refused(kernel, weight, message):
    with pytest.raises(RuntimeError, match=message):
        kernel.rms_norm(torch.randn(2, 4, device="cuda"), weight())


def test_double_precision_is_refused(kernel):
    with pytest.raises(RuntimeError, match="no kernel for Double"):
        kernel.rms_norm(torch.randn(2, 4, device="cuda").double(), torch.ones(4, device="cuda").double())
