"""ROCm: architectures, flags for HIP, and the script that hipifies sources for CUDA."""

from collections.abc import Iterable

from kernel_builder.builder.config.model import Kernel, RocmKernel
from kernel_builder.builder.project.backend import Backend
from kernel_builder.builder.project.backends.device_link import refuse_device_link
from kernel_builder.builder.project.cmake import add_flags


class Rocm(Backend):
    def arguments(self, kernel: Kernel) -> list[str]:
        assert isinstance(kernel, RocmKernel)
        return ["ARCHITECTURES", *kernel.rocm_archs] if kernel.rocm_archs else []

    def commands(self, name: str, target: str, kernel: Kernel) -> list[str]:
        assert isinstance(kernel, RocmKernel)
        refuse_device_link(f"kernel.{name}.hip-flags", kernel.hip_flags)
        return add_flags(target, "hip_flags", kernel.hip_flags)

    def files(self, kernels: Iterable[Kernel]) -> list[str]:
        return ["hipify_sources.py"]


BACKEND = Rocm()
