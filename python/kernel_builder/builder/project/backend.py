"""The interface of a backend. backends/ has a subclass for each backend with keys of its own in build.toml."""

from collections.abc import Iterable

from kernel_builder.builder.config.model import Kernel


class Backend:
    """A backend whose kernels have no keys of their own in build.toml."""

    def arguments(self, kernel: Kernel) -> list[str]:
        """The arguments of begin_kernel(), which decides whether and for which architectures a kernel is built."""
        return []

    def commands(self, name: str, target: str, kernel: Kernel) -> list[str]:
        """Calls of the commands in the backend's CMake file. name: in build.toml. target: CMake's name of it."""
        return []

    def files(self, kernels: Iterable[Kernel]) -> list[str]:
        """The templates of further files for torch-ext/, given the kernels of this backend."""
        return []
