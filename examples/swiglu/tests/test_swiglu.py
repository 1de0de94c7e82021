import pytest
import torch
from kernels import get_kernel
from torch.nn.functional import silu


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("kernels-examples/swiglu", version=1, backend="cpu")


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16])
@pytest.mark.parametrize("shape", [(1,), (7, 13), (4, 129, 64)])
def test_is_silu_of_gate_times_up(kernel, dtype, shape):
    gate, up = torch.randn(2, *shape, dtype=dtype)
    expected = (silu(gate.double()) * up.double()).to(dtype)
    torch.testing.assert_close(kernel.swiglu(gate, up), expected)


def test_halves_of_one_tensor_are_read_in_place(kernel):
    x = torch.randn(8, 64)
    gate, up = x.chunk(2, dim=-1)
    torch.testing.assert_close(kernel.layers.SwiGLU()(x), silu(gate) * up)


def test_gradient_is_the_numerical_one(kernel):
    gate, up = torch.randn(2, 3, 5, dtype=torch.float64).unbind()
    assert torch.autograd.gradcheck(kernel.swiglu, (gate.requires_grad_(), up.requires_grad_()))


def test_op_keeps_torchs_rules_for_custom_ops(kernel):
    gate, up = (torch.randn(4, 6, requires_grad=True) for _ in range(2))
    torch.library.opcheck(kernel._autograd.ops.swiglu.default, (gate, up))


def test_compiles_without_a_graph_break(kernel):
    def function(gate, up):
        return kernel.swiglu(gate * 2, up).sum()

    gate, up = (torch.randn(16, 8, requires_grad=True) for _ in range(2))
    compiled = torch.compile(function, fullgraph=True, backend="aot_eager")
    torch.testing.assert_close(compiled(gate, up), function(gate, up))
    (gradient,) = torch.autograd.grad(compiled(gate, up), gate)
    (expected,) = torch.autograd.grad(function(gate, up), gate)
    torch.testing.assert_close(gradient, expected)


def test_shapes_that_differ_are_refused(kernel):
    with pytest.raises(RuntimeError, match="swiglu: gate has the shape"):
        kernel.swiglu(torch.randn(4), torch.randn(5))


def test_types_that_differ_are_refused(kernel):
    with pytest.raises(RuntimeError, match="swiglu: gate is"):
        kernel.swiglu(torch.randn(4), torch.randn(4).half())
