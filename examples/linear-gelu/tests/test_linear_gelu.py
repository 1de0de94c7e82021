import pytest
import torch
from kernels import get_kernel

TYPES = [torch.float16, torch.bfloat16]
# (rows, columns, depth). Rows fill a part of a tile, one tile, several tiles, and enough tiles for the large tile size.
# Columns and depth are multiples of the tile size in some shapes.
SHAPES = [
    (1, 128, 64),
    (7, 8, 8),
    (64, 256, 512),
    (129, 136, 72),
    (1000, 520, 1032),
    (4096, 4096, 1024),
    (4100, 4104, 264),
]

if not torch.cuda.is_available():
    pytest.skip("no NVIDIA GPU that this Torch can use", allow_module_level=True)


@pytest.fixture(scope="module")
def kernel():
    return get_kernel("kernels-examples/linear-gelu", version=1)


def inputs(rows, columns, depth, dtype):
    torch.manual_seed(rows + columns + depth)
    x = torch.randn(rows, depth, device="cuda", dtype=dtype)
    weight = torch.randn(columns, depth, device="cuda", dtype=dtype) / depth**0.5
    bias = torch.randn(columns, device="cuda", dtype=dtype)
    return x, weight, bias


def reference(x, weight, bias):
    """Torch's result, in double precision."""
    return torch.nn.functional.gelu(torch.nn.functional.linear(x.double(), weight.double(), bias.double()))


@pytest.mark.kernels_ci
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: "x".join(map(str, shape)))
def test_is_torchs_linear_and_gelu(kernel, shape, dtype):
    x, weight, bias = inputs(*shape, dtype)
    torch.testing.assert_close(kernel.linear_gelu(x, weight, bias), reference(x, weight, bias).to(dtype))


def test_leading_dimensions_and_strides_are_kept(kernel):
    x, weight, bias = inputs(24, 64, 32, torch.float16)
    views = x.view(2, 3, 4, 32).transpose(1, 2)
    torch.testing.assert_close(kernel.linear_gelu(views, weight, bias), reference(views, weight, bias).half())


def test_inputs_that_are_not_aligned_are_right(kernel):
    x, weight, bias = inputs(16, 64, 32, torch.float16)
    storage = torch.empty(1 + x.numel(), device="cuda", dtype=x.dtype)
    storage[1:].copy_(x.flatten())
    shifted = storage[1:].view_as(x)
    torch.testing.assert_close(kernel.linear_gelu(shifted, weight, bias), reference(x, weight, bias).half())


def test_a_vector_gives_a_vector_and_no_rows_give_none(kernel):
    x, weight, bias = inputs(1, 64, 32, torch.float16)
    torch.testing.assert_close(kernel.linear_gelu(x[0], weight, bias), reference(x[0], weight, bias).half())
    assert kernel.linear_gelu(x[:0], weight, bias).shape == (0, 64)


def test_it_runs_on_the_current_stream(kernel):
    x, weight, bias = inputs(512, 512, 512, torch.float16)
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        out = kernel.linear_gelu(x, weight, bias)
    stream.synchronize()
    torch.testing.assert_close(out, reference(x, weight, bias).half())


def test_op_keeps_torchs_rules_for_custom_ops(kernel):
    torch.library.opcheck(kernel._ops.ops.linear_gelu.default, inputs(8, 64, 32, torch.float16))


def test_layer_uses_the_models_weight_and_bias(kernel):
    x, weight, bias = inputs(4, 64, 32, torch.float16)
    layer = kernel.layers.LinearGELU()
    layer.weight, layer.bias = torch.nn.Parameter(weight), torch.nn.Parameter(bias)
    with torch.no_grad():
        torch.testing.assert_close(layer(x), reference(x, weight, bias).half())


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda x, w, b: (x.float(), w, b), "no kernel for Float"),
        (lambda x, w, b: (x, w.bfloat16(), b), "weight is BFloat16, x is Half"),
        (lambda x, w, b: (x, w, b.cpu()), "bias is on cpu"),
        (lambda x, w, b: (x, w[:, :24], b), "weight has 24 columns, rows of x are 32 long"),
        (lambda x, w, b: (x, w, b[:5]), "bias has 5 elements, weight has 64 rows"),
        (lambda x, w, b: (x, w[:12], b[:12]), "both are to be multiples of 8"),
    ],
)
def test_what_does_not_fit_is_refused(kernel, change, message):
    with pytest.raises(RuntimeError, match=message):
        kernel.linear_gelu(*change(*inputs(2, 64, 32, torch.float16)))
