import pytest

from kernel_builder.builder.errors import CheckError
from kernel_builder.command.built import size_of, variants_in


def test_a_folder_of_variants_and_a_variant_are_the_same(variant):
    assert variants_in(variant.parent) == variants_in(variant) == [variant]


def test_a_folder_without_variants_is_an_error(tmp_path):
    with pytest.raises(CheckError) as caught:
        variants_in(tmp_path)
    assert str(caught.value) == f"error: {tmp_path}: no built variants\n  build some: kernel-builder build-and-copy"


def test_the_size_is_the_librarys_or_that_of_all_files(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.py").write_bytes(bytes(7))
    (tmp_path / "b.py").write_bytes(bytes(5))
    assert size_of(tmp_path) == 12
    (tmp_path / "_a.abi3.so").write_bytes(bytes(100))
    assert size_of(tmp_path) == 100
