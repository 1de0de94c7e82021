import ast

import pytest

from kernel_builder.builder.ops_by_name import lookups


@pytest.mark.parametrize(
    "text, found",
    [
        ("import torch\n\ntorch.ops.scaled.f(x)", [(3, "scaled")]),
        ("import torch as t\ndef f():\n    return t.ops.scaled.f.default", [(3, "scaled")]),
        ("import torch.ops\ntorch.ops.scaled", [(2, "scaled")]),
        ("from torch import ops\nops.scaled.f()", [(2, "scaled")]),
        ("from torch import ops as o\no.scaled.f()", [(2, "scaled")]),
        ('import torch\ngetattr(torch.ops, "scaled").f()', [(2, "scaled")]),
        ("import torch\ntorch.ops.aten.relu(torch.ops.c10d.f, torch.ops.higher_order.g)", []),
        ("import torch\ntorch.ops.load_library(x)\ngetattr(torch.ops, name).f()", []),
        ("from ._ops import ops\nops.relu(x)", []),
        ("import numpy\nnumpy.ops.scaled.f()", []),
        ("import torch\ntorch.nn.ops.scaled", []),
    ],
)
def test_a_literal_namespace_is_found_unless_torch_itself_has_it(text, found):
    assert list(lookups(ast.parse(text))) == found
