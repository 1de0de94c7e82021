import pytest

from kernel_builder.builder.checks.backends.row import library_patterns


@pytest.mark.parametrize(
    "backend, patterns",
    [
        ("cpu", ()),
        ("metal", ()),
        ("xpu", ("libtorch_xpu.so", "libc10_xpu.so", "libsycl.so.*")),
    ],
)
def test_the_libraries_of_a_backend_are_patterns_of_file_names(backend, patterns):
    assert library_patterns(backend) == patterns


def test_the_driver_is_named_as_it_is():
    patterns = library_patterns("cuda")
    assert patterns[:3] == ("libtorch_cuda.so", "libc10_cuda.so", "libcudart.so.*")
    assert "libcublasLt.so.*" in patterns and patterns[-1] == "libcuda.so.1"
