"""CUDA: architectures, flags for nvcc and for clang, and CUTLASS."""

from collections.abc import Iterable

from kernel_builder.builder.config.model import CudaKernel, Kernel
from kernel_builder.builder.project.backend import Backend
from kernel_builder.builder.project.backends.clang_flags import translate
from kernel_builder.builder.project.backends.device_link import refuse_device_link
from kernel_builder.builder.project.cmake import add_flags, command


def cmake_architecture(capability: str) -> str:
    """CMake's form of a compute capability (CUDA_ARCHITECTURES): `9.0a` → `90a-real`, `8.0+PTX` → `80`."""
    number, _, ptx = capability.replace(".", "").partition("+")
    return number if ptx else f"{number}-real"


def cutlass_of(kernel: Kernel) -> list[str]:
    """The versions of CUTLASS that a kernel depends on."""
    return [library for library in kernel.depends if library.startswith("cutlass_")]


class Cuda(Backend):
    def arguments(self, kernel: Kernel) -> list[str]:
        assert isinstance(kernel, CudaKernel)
        oldest = ["OLDEST_COMPILER", kernel.cuda_minver] if kernel.cuda_minver else []
        architectures = [cmake_architecture(capability) for capability in kernel.cuda_capabilities or []]
        return [*oldest, *(["ARCHITECTURES", *architectures] if architectures else [])]

    def commands(self, name: str, target: str, kernel: Kernel) -> list[str]:
        assert isinstance(kernel, CudaKernel)
        refuse_device_link(f"kernel.{name}.cuda-flags", kernel.cuda_flags)
        clang = translate(kernel.cuda_flags)
        problems = [f"build.toml: kernel.{name}.cuda-flags: {problem}" for problem in clang.problems]
        return [
            *(command("use_cutlass", target, library) for library in cutlass_of(kernel)),
            *add_flags(target, "cuda_flags", kernel.cuda_flags),
            *add_flags(target, "clang_flags", clang.words),
            *([command("refuse_flags_for_clang", *problems)] if problems else []),
        ]

    def files(self, kernels: Iterable[Kernel]) -> list[str]:
        uses_cutlass = any(cutlass_of(kernel) for kernel in kernels)
        return ["cuda_for_clang.h", *(["cutlass_for_clang.h"] if uses_cutlass else [])]


BACKEND = Cuda()
