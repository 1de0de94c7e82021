import pytest

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.source_warnings import source_warnings


def lines(kernel, **files):
    for name, text in files.items():
        (kernel / f"torch-ext/small/{name}.py").write_text(text)
    return source_warnings(kernel, read_config(kernel))


def test_a_usual_kernel_has_none(kernel):
    assert lines(kernel) == []


def test_numpy_is_reported_at_its_first_place(kernel):
    assert lines(kernel, __init__="\nimport numpy as np\nimport numpy\n") == [
        "torch-ext/small/__init__.py:2: it imports numpy, which not every installation of Torch has"
    ]


def test_code_that_fails_when_it_is_called_is_reported_with_file_line_and_remedy(kernel):
    first = "import torch\nfrom . import a\n\ndef f():\n    from small.a import g\n"
    assert lines(kernel, __init__=first, a="import torch\ng = torch.ops.small.f\n") == [
        "torch-ext/small/__init__.py:5: it imports the kernel by its own name, small.a, but `get_kernel` loads the "
        "kernel under another name; write `from .a import g`",
        "torch-ext/small/a.py:2: it calls torch.ops.small, but the ops of each build have a namespace of their own; "
        "write `from ._ops import ops`, and call `ops.NAME`",
    ]


def test_code_that_fails_on_load_is_an_error(kernel):
    with pytest.raises(CheckError):
        lines(kernel, __init__="from .missing import f\n")
