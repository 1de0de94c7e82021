from kernel_builder.builder.config.model import XpuKernel
from kernel_builder.builder.project.backends.xpu import BACKEND


def test_a_kernel_is_compiled_as_sycl_before_its_own_flags():
    kernel = XpuKernel.model_validate(
        {"backend": "xpu", "depends": [], "src": ["a.cpp"], "sycl-flags": ["-fsycl-targets=spir64"]}
    )
    assert BACKEND.commands("a", "kernel_a", kernel) == [
        "compile_sycl(kernel_a)",
        "add_flags(kernel_a sycl_flags -fsycl-targets=spir64)",
    ]
