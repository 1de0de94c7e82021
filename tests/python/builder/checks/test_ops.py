import pytest

from kernel_builder.builder.checks import ops


def refused_namespace(line, function):
    return (
        f'error: __init__.py:{line}: torch.library.{function} names the namespace "small", '
        "which two revisions of the kernel would both register\n"
        "  use the namespace of the build: `from ._ops import add_op_namespace_prefix`, "
        'then `add_op_namespace_prefix("f")`'
    )


@pytest.mark.parametrize("function", sorted(ops.NAMED))
@pytest.mark.parametrize("name", ['"small::f"', 'f"small::{x}"', '"small::" "f"'])
def test_a_literal_namespace_is_refused_with_file_and_line(variant, refusal, function, name):
    (variant / "__init__.py").write_text(f"import torch\nx = 1\n\n\n@torch.library.{function}({name})\ndef f(): ...\n")
    assert refusal(ops, variant) == refused_namespace(5, function)


@pytest.mark.parametrize(
    "line, function",
    [
        ('import torch; torch.library.Library("small", "FRAGMENT")', "Library"),
        ('from torch import library; library.register_fake("small::f")', "register_fake"),
        ('from torch.library import register_fake as fake; fake("small::f")', "register_fake"),
    ],
)
def test_a_literal_namespace_is_found_however_the_function_is_imported(variant, refusal, line, function):
    (variant / "__init__.py").write_text(line + "\n")
    assert refusal(ops, variant) == refused_namespace(1, function)


@pytest.mark.parametrize(
    "line",
    [
        'torch.library.register_fake(add_op_namespace_prefix("f"))',
        'torch.library.register_kernel("aten::relu", "cpu")',
        'other.register_fake("small::f")',
        'torch.library.register_fake(f"{prefix}::f")',
    ],
)
def test_the_namespaces_of_the_build_and_of_torch_are_accepted(variant, line):
    (variant / "__init__.py").write_text(line + "\n")
    assert ops.check(variant) == "no literal namespace in 2 Python files"
