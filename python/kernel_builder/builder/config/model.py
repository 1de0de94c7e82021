"""The model of build.toml, edition 5. `python -m kernel_builder.builder.config.schema` writes its JSON Schema.

The Nix side validates with the same schema (lib/kernel-config), and editors can use it for completion.
"""

from __future__ import annotations

from typing import Annotated, Literal, Optional, Union

from pydantic import BaseModel, ConfigDict, Field

EDITION = 5

Backend = Literal["cann", "cpu", "cuda", "metal", "neuron", "rocm", "tpu", "xpu"]
Dependency = Literal[
    "torch",
    "cutlass_2_10",
    "cutlass_3_5",
    "cutlass_3_6",
    "cutlass_3_8",
    "cutlass_3_9",
    "cutlass_4_0",
    "cutlass_4_4",
    "cutlass_4_5",
    "sycl_tla",
    "metal-cpp",
]

# The values come from outside. The patterns allow what the Hub's parser allows, except where a value names a file, a
# target of CMake or a place on the Hub: docs/build-toml.md lists the differences with their reasons. Python and Nix
# both match these patterns, so they hold only what Rust's and POSIX' expressions have in common.
LARGEST_INTEGER = 2**63 - 1
LONGEST_WORD = 4095


_SCHEME = "([gG][iI][tT][+])?([hH][tT][tT][pP][sS]?|[sS][sS][hH])|[gG][iI][tT]"
_USER = "([A-Za-z0-9._~%+-]+(:[A-Za-z0-9._~%+-]*)?@)?"
_HOST = "([A-Za-z0-9_-]+[.])*[A-Za-z][A-Za-z0-9_-]*"
_PORT = "(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])?)?"
_PATH = "A-Za-z0-9._~:?#@!&()*+,=%$-"

Number = Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]
# The module's folder has this name; the name of the library holds it too.
KernelName = Annotated[str, Field(pattern=r"^[a-z][-a-z0-9]{0,198}[a-z0-9]$", max_length=LONGEST_WORD)]
# The Hub's parser wants two numbers.
Version = Annotated[str, Field(pattern=r"^[0-9]{1,18}\.[0-9]{1,18}$", max_length=LONGEST_WORD)]
GitUrl = Annotated[
    str,
    Field(
        max_length=LONGEST_WORD,
        pattern=rf"^({_SCHEME})://{_USER}{_HOST}{_PORT}([/?#][/{_PATH}]*)?$|^[A-Za-z0-9._+-]+@{_HOST}:[{_PATH}][/{_PATH}]*$",
    ),
]
# One line of any text.
License = Annotated[str, Field(pattern="^[^\u0001-\u001f\u007f]*$")]
Branch = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$", max_length=LONGEST_WORD)]
Extension = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.]+$", max_length=LONGEST_WORD)]
RepoId = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][-A-Za-z0-9._]*/[A-Za-z0-9][-A-Za-z0-9._]*$", max_length=LONGEST_WORD)
]
Capability = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9][af]?(\+PTX)?$", max_length=LONGEST_WORD)]
RocmArch = Annotated[str, Field(pattern=r"^gfx[0-9a-f]+(:[a-z]+[+-])*$", max_length=LONGEST_WORD)]
# A path in the kernel's folder; files.py checks that it exists and stays inside. Of the characters that CMake, the
# shell and Nix quote, only those that names of files need are allowed.
File = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.,+@=/ ~-]{1,255}$", max_length=LONGEST_WORD)]
# A word for a compiler: one line of any text.
Flag = Annotated[str, Field(pattern="^[^\u0001-\u001f\u007f]+$")]

Files = list[File]
Flags = list[Flag]


def _dashed(name: str) -> str:
    return name.replace("_", "-")


class Table(BaseModel):
    """A table of build.toml: its keys have dashes, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", alias_generator=_dashed, strict=True)


class Hub(Table):
    repo_id: Optional[RepoId] = Field(None, description="Repository to upload to, `owner/name`.")
    branch: Optional[Branch] = Field(None, description="Branch to upload to, instead of `v<version>`.")


class KernelDependency(Table):
    """Another kernel on the Hub: `version` or `revision` is set, see rules.py."""

    repo_id: RepoId = Field(description="Repository of the other kernel, `owner/name`.")
    version: Optional[Number] = Field(None, description="Major version of the other kernel.")
    revision: Optional[Branch] = Field(None, description="Git revision of the other kernel, instead of a version.")


class GeneralCuda(Table):
    minver: Optional[Version] = Field(None, description="Oldest CUDA toolkit to build with.")
    maxver: Optional[Version] = Field(None, description="Newest CUDA toolkit to build with.")
    kernel_depends: list[KernelDependency] = Field([], description="Other kernels needed with CUDA.")
    python_depends: list[Literal["nvidia-cutlass-dsl"]] = Field([], description="Python packages needed with CUDA.")


class GeneralNeuron(Table):
    kernel_depends: list[KernelDependency] = Field([], description="Other kernels needed with Neuron.")
    python_depends: list[Literal["nki"]] = Field([], description="Python packages needed with Neuron.")


class GeneralTpu(Table):
    # `kernels` knows no package for TPU.
    python_depends: list[str] = Field([], max_length=0, description="Python packages needed with TPU.")


class GeneralXpu(Table):
    kernel_depends: list[KernelDependency] = Field([], description="Other kernels needed with XPU.")
    python_depends: list[Literal["onednn"]] = Field([], description="Python packages needed with XPU.")


class General(Table):
    name: KernelName = Field(description="Name of the kernel; its Python module has `_` for `-`.")
    version: Number = Field(description="Major version; uploads go to the branch `v<version>`.")
    edition: Literal[5] = Field(description="Edition of this file's format.")
    license: License = Field(description="SPDX or Hub identifier of the license.")
    backends: list[Backend] = Field(description="Backends that the kernel can be built for.")
    upstream: Optional[GitUrl] = Field(
        None, description="Git URL of the repository where the kernel was first published."
    )
    source: Optional[GitUrl] = Field(None, description="Git URL of the source of this kernel.")
    kernel_depends: list[KernelDependency] = Field([], description="Other kernels needed.")
    python_depends: list[Literal["einops", "helion", "tvm-ffi"]] = Field([], description="Python packages needed.")
    hub: Optional[Hub] = None
    cuda: Optional[GeneralCuda] = None
    neuron: Optional[GeneralNeuron] = None
    tpu: Optional[GeneralTpu] = None
    xpu: Optional[GeneralXpu] = None


class Torch(Table):
    src: Files = Field([], description="Sources of the binding.")
    include: Files = Field([], description="Include folders.")
    pyext: list[Extension] = Field(["py", "pyi"], description="Extensions of the Python module's files.")
    minver: Optional[Version] = Field(None, description="Oldest Torch to build for.")
    maxver: Optional[Version] = Field(None, description="Newest Torch to build for.")
    cxx_flags: Flags = Field([], description="Flags for the C++ compiler.")
    stable_abi: Union[Version, dict[Backend, Version], None] = Field(
        None, description="Oldest Torch that a build for the stable ABI supports, for all backends or by backend."
    )


class TorchNoarch(Table):
    pyext: list[Extension] = Field(["py", "pyi"], description="Extensions of the Python module's files.")
    # The Hub's parser requires underscores in these two keys, unlike in all others.
    cuda_capabilities: Optional[list[Capability]] = Field(
        None, alias="cuda_capabilities", description="Compute capabilities that the kernel supports."
    )
    rocm_archs: Optional[list[RocmArch]] = Field(
        None, alias="rocm_archs", description="GPU architectures that the kernel supports."
    )


class TvmFfi(Table):
    src: Files = Field(description="Sources that export functions to the TVM FFI.")
    include: Files = Field([], description="Include folders.")
    pyext: list[Extension] = Field(["py", "pyi"], description="Extensions of the Python module's files.")
    cxx_flags: Flags = Field([], description="Flags for the C++ compiler.")


class Kernel(Table):
    depends: list[Dependency] = Field(description="Libraries whose headers the sources include.")
    src: Files = Field(description="Sources, and headers that they include.")
    include: Files = Field([], description="Include folders.")
    cxx_flags: Flags = Field([], description="Flags for the C++ compiler.")


class CpuKernel(Kernel):
    backend: Literal["cpu"]


class CudaKernel(Kernel):
    backend: Literal["cuda"]
    cuda_capabilities: Optional[list[Capability]] = Field(
        None, description="Compute capabilities to compile device code for."
    )
    cuda_flags: Flags = Field([], description="Flags for nvcc.")
    cuda_minver: Optional[Version] = Field(None, description="Oldest CUDA toolkit that can compile the kernel.")


class MetalKernel(Kernel):
    backend: Literal["metal"]


class RocmKernel(Kernel):
    backend: Literal["rocm"]
    rocm_archs: Optional[list[RocmArch]] = Field(None, description="GPU architectures to compile device code for.")
    hip_flags: Flags = Field([], description="Flags for the HIP compiler.")


class XpuKernel(Kernel):
    backend: Literal["xpu"]
    sycl_flags: Flags = Field([], description="Flags for the SYCL compiler.")


AnyKernel = Annotated[Union[CpuKernel, CudaKernel, MetalKernel, RocmKernel, XpuKernel], Field(discriminator="backend")]
Framework = Union[Torch, TorchNoarch, TvmFfi]
FRAMEWORKS = ("torch", "torch-noarch", "tvm-ffi")


class KernelConfig(Table):
    """build.toml. It must have exactly one of the tables `torch`, `torch-noarch` and `tvm-ffi`: the framework."""

    general: General
    torch: Optional[Torch] = None
    torch_noarch: Optional[TorchNoarch] = None
    tvm_ffi: Optional[TvmFfi] = None
    kernel: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")], AnyKernel] = {}

    def framework_table(self, name: str) -> Optional[Framework]:
        """The table of a framework, `torch-noarch`; None if build.toml does not have it."""
        table: Optional[Framework] = getattr(self, name.replace("-", "_"))
        return table

    @property
    def framework(self) -> tuple[str, Framework]:
        """The framework that the kernel is bound with, and its table."""
        return next((name, table) for name in FRAMEWORKS if (table := self.framework_table(name)))

    def stable_abi(self) -> dict[str, str]:
        """Backend → oldest Torch, for the backends where one build serves that Torch and all later ones."""
        oldest = self.torch.stable_abi if self.torch else None
        if oldest is None:
            return {}
        if isinstance(oldest, str):
            return dict.fromkeys(self.general.backends, oldest)
        return {str(backend): torch for backend, torch in oldest.items()}

    def python_depends(self, backend: Optional[str]) -> list[str]:
        """The Python packages that the kernel needs, by their names in build.toml.

        backend: adds the packages of the backend's own table; None for those that every backend needs.
        """
        table = getattr(self.general, backend, None) if backend else None
        own: list[str] = getattr(table, "python_depends", [])
        return sorted({*(["tvm-ffi"] if self.tvm_ffi else []), *self.general.python_depends, *own})

    def kernel_depends(self, backend: str) -> list[KernelDependency]:
        """The other kernels that the kernel needs with a backend."""
        own: list[KernelDependency] = getattr(getattr(self.general, backend, None), "kernel_depends", [])
        return [*self.general.kernel_depends, *own]
