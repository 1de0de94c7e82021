"""XPU: flags for SYCL."""

from kernel_builder.builder.config.model import Kernel, XpuKernel
from kernel_builder.builder.project.backend import Backend
from kernel_builder.builder.project.cmake import add_flags, command


class Xpu(Backend):
    def commands(self, name: str, target: str, kernel: Kernel) -> list[str]:
        assert isinstance(kernel, XpuKernel)
        return [command("compile_sycl", target), *add_flags(target, "sycl_flags", kernel.sycl_flags)]


BACKEND = Xpu()
