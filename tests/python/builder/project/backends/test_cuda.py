import pytest

from kernel_builder.builder.config.model import CudaKernel
from kernel_builder.builder.errors import ConfigError
from kernel_builder.builder.project.backends.cuda import BACKEND, cmake_architecture


def kernel(**keys):
    return CudaKernel.model_validate({"backend": "cuda", "depends": [], "src": ["a.cu"], **keys})


@pytest.mark.parametrize("capability, name", [("8.0", "80-real"), ("9.0a", "90a-real"), ("8.0+PTX", "80")])
def test_an_architecture_has_ptx_only_where_it_is_asked_for(capability, name):
    assert cmake_architecture(capability) == name


def test_architectures_and_the_oldest_toolkit_decide_whether_a_kernel_is_built():
    assert BACKEND.arguments(kernel()) == []
    assert BACKEND.arguments(kernel(**{"cuda-minver": "12.8", "cuda-capabilities": ["9.0a", "12.0+PTX"]})) == [
        "OLDEST_COMPILER",
        "12.8",
        "ARCHITECTURES",
        "90a-real",
        "120",
    ]


def test_flags_are_given_for_nvcc_and_for_clang():
    assert BACKEND.commands("a", "kernel_a", kernel(**{"cuda-flags": ["-lineinfo"]})) == [
        "add_flags(kernel_a cuda_flags -lineinfo)",
        "add_flags(kernel_a clang_flags -gline-tables-only)",
    ]


def test_flags_that_clang_cannot_take_are_refused_by_cmake():
    assert BACKEND.commands("a", "kernel_a", kernel(**{"cuda-flags": ["-G"]})) == [
        "add_flags(kernel_a cuda_flags -G)",
        "refuse_flags_for_clang([[build.toml: kernel.a.cuda-flags: -G: it turns off optimisation of all device code]])",
    ]


def test_only_kernels_on_cutlass_get_its_header_for_clang():
    assert BACKEND.files([kernel()]) == ["cuda_for_clang.h"]
    cutlass = kernel(depends=["torch", "cutlass_3_8"])
    assert BACKEND.files([kernel(), cutlass]) == ["cuda_for_clang.h", "cutlass_for_clang.h"]
    assert BACKEND.commands("a", "kernel_a", cutlass) == ["use_cutlass(kernel_a cutlass_3_8)"]


def test_a_flag_that_needs_a_device_link_is_refused():
    with pytest.raises(ConfigError, match=r"^error: build\.toml: kernel\.a\.cuda-flags: -rdc=true makes device code "):
        BACKEND.commands("a", "kernel_a", kernel(**{"cuda-flags": ["-rdc=true"]}))
