import pytest

from kernel_builder.builder.naming import module_name


@pytest.mark.parametrize("kernel, module", [("relu", "relu"), ("flash-attn-3", "flash_attn_3")])
def test_a_module_is_named_like_its_kernel_without_dashes(kernel, module):
    assert module_name(kernel) == module
