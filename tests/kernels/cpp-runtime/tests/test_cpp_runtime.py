import pathlib

import pytest
import torch
from kernels import get_kernel


@pytest.fixture(scope="module")
def ops():
    return get_kernel("local/cpp-runtime", version=1, backend="cpu").ops


def test_strings_vectors_regexes_and_streams_work(ops):
    assert ops.sorted_words("b1a2c") == "a;b;c;"


def test_an_exception_that_torch_throws_is_caught_by_its_type(ops):
    assert ops.caught(torch.ones(2)) == "IndexError"


def test_an_exception_of_the_kernel_reaches_python(ops):
    with pytest.raises(RuntimeError, match="cpp-runtime says no"):
        ops.throws("no")


def test_threads_wait_for_each_other(ops):
    assert ops.waited() == 1


def test_the_size_of_a_file_is_read(ops):
    assert ops.size_of_file(__file__) == pathlib.Path(__file__).stat().st_size
    assert ops.size_of_file("/no/such/file") == -1


def test_numbers_are_written_with_the_fewest_digits(ops):
    assert ops.shortest(0.1) == "0.1"
