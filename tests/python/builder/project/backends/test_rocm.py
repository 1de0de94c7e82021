from kernel_builder.builder.config.model import RocmKernel
from kernel_builder.builder.project.backends.rocm import BACKEND

KERNEL = RocmKernel.model_validate(
    {"backend": "rocm", "depends": [], "src": ["a.cu"], "rocm-archs": ["gfx90a", "gfx1100"], "hip-flags": ["-O3"]}
)


def test_a_kernel_has_its_architectures_and_flags():
    assert BACKEND.arguments(KERNEL) == ["ARCHITECTURES", "gfx90a", "gfx1100"]
    assert BACKEND.commands("a", "kernel_a", KERNEL) == ["add_flags(kernel_a hip_flags -O3)"]


def test_a_kernel_without_architectures_leaves_them_to_cmake():
    assert BACKEND.arguments(KERNEL.model_copy(update={"rocm_archs": None})) == []


def test_each_kernel_brings_the_script_that_hipifies():
    assert BACKEND.files([]) == ["hipify_sources.py"]
