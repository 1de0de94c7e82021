import pytest

from kernel_builder.builder.errors import CheckError
from kernel_builder.command.built import variants_in


def test_a_folder_of_variants_and_a_variant_are_the_same(variant):
    assert variants_in(variant.parent) == variants_in(variant) == [variant]


def test_a_folder_without_variants_is_an_error(tmp_path):
    with pytest.raises(CheckError) as caught:
        variants_in(tmp_path)
    assert str(caught.value) == f"error: {tmp_path}: no built variants\n  build some: kernel-builder build-and-copy"
