"""The model of build.toml, edition 5. `python -m kernel_builder.config.schema` writes its JSON Schema.

The same schema is what the Nix side validates with (lib/kernel-config), and what editors can complete from.
"""

from __future__ import annotations

from typing import Annotated, Dict, List, Literal, Optional, Union

from pydantic import BaseModel, ConfigDict, Field

EDITION = 5

Backend = Literal["cpu", "cuda", "metal", "rocm", "xpu"]
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

KernelName = Annotated[str, Field(pattern=r"^[a-z][-a-z0-9]*[a-z0-9]$")]
Version = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
GitUrl = Annotated[str, Field(pattern=r"^(https?|ssh|git)://[^ ]+$|^git@[^ :]+:[^ ]+$")]
RepoId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][-A-Za-z0-9._]*/[A-Za-z0-9][-A-Za-z0-9._]*$")]
# Paths of files in the kernel's folder. That they exist and stay inside is checked where the folder is at hand.
Files = List[str]
Flags = List[str]


def _dashed(name: str) -> str:
    return name.replace("_", "-")


class Table(BaseModel):
    """A table of build.toml: keys with dashes, and none but the known ones."""

    model_config = ConfigDict(extra="forbid", alias_generator=_dashed, populate_by_name=True, strict=True)


class Hub(Table):
    repo_id: Optional[RepoId] = Field(None, description="Repository to upload to, `owner/name`.")
    branch: Optional[str] = Field(None, description="Branch to upload to, instead of `v<version>`.")


class GeneralCuda(Table):
    minver: Optional[Version] = Field(None, description="Oldest CUDA toolkit to build with.")
    maxver: Optional[Version] = Field(None, description="Newest CUDA toolkit to build with.")
    python_depends: List[Literal["nvidia-cutlass-dsl"]] = Field([], description="Python packages needed with CUDA.")


class General(Table):
    name: KernelName = Field(description="Name of the kernel; its Python module has `_` for `-`.")
    version: int = Field(ge=0, description="Major version; uploads go to the branch `v<version>`.")
    edition: Literal[5] = Field(description="Edition of this file's format.")
    license: str = Field(description="SPDX or Hub identifier of the license.")
    backends: List[Backend] = Field(description="What the kernel can be built for.")
    upstream: Optional[GitUrl] = Field(None, description="Where the kernel was first published.")
    source: Optional[GitUrl] = Field(None, description="Where the source of this kernel is.")
    python_depends: List[Literal["einops", "helion", "tvm-ffi"]] = Field([], description="Python packages needed.")
    hub: Optional[Hub] = None
    cuda: Optional[GeneralCuda] = None


class Torch(Table):
    src: Files = Field(description="Sources of the binding.")
    include: Files = Field([], description="Include folders.")
    pyext: List[str] = Field(["py", "pyi"], description="Extensions of the Python module's files.")
    minver: Optional[Version] = Field(None, description="Oldest Torch to build for.")
    maxver: Optional[Version] = Field(None, description="Newest Torch to build for.")
    cxx_flags: Flags = Field([], description="Flags for the C++ compiler.")
    stable_abi: Union[Version, Dict[Backend, Version], None] = Field(
        None, description="Torch from which on one build serves all, for all backends or for each."
    )


class TorchNoarch(Table):
    pyext: List[str] = ["py", "pyi"]
    cuda_capabilities: List[str] = []
    rocm_archs: List[str] = []


class TvmFfi(Table):
    src: Files
    include: Files = []
    pyext: List[str] = ["py", "pyi"]
    cxx_flags: Flags = []


class Kernel(Table):
    depends: List[Dependency] = Field(description="Libraries that the sources include.")
    src: Files = Field(description="Sources, and headers that they include.")
    include: Files = Field([], description="Include folders.")
    cxx_flags: Flags = Field([], description="Flags for the C++ compiler.")


class CpuKernel(Kernel):
    backend: Literal["cpu"]


class CudaKernel(Kernel):
    backend: Literal["cuda"]
    cuda_capabilities: Optional[List[Annotated[str, Field(pattern=r"^[0-9]+\.[0-9][af]?(\+PTX)?$")]]] = Field(
        None, description="Compute capabilities to make device code for."
    )
    cuda_flags: Flags = Field([], description="Flags for nvcc.")
    cuda_minver: Optional[Version] = Field(None, description="Oldest CUDA toolkit that compiles it.")


class MetalKernel(Kernel):
    backend: Literal["metal"]


class RocmKernel(Kernel):
    backend: Literal["rocm"]
    rocm_archs: Optional[List[Annotated[str, Field(pattern=r"^gfx[0-9a-f]+$")]]] = Field(
        None, description="GPU architectures to make device code for."
    )
    hip_flags: Flags = Field([], description="Flags for the HIP compiler.")


class XpuKernel(Kernel):
    backend: Literal["xpu"]
    sycl_flags: Flags = Field([], description="Flags for the SYCL compiler.")


AnyKernel = Annotated[
    Union[CpuKernel, CudaKernel, MetalKernel, RocmKernel, XpuKernel], Field(discriminator="backend")
]
FRAMEWORKS = ("torch", "torch-noarch", "tvm-ffi")


class Build(Table):
    """build.toml: exactly one of `torch`, `torch-noarch` and `tvm-ffi` says how the kernel is bound."""

    general: General
    torch: Optional[Torch] = None
    torch_noarch: Optional[TorchNoarch] = None
    tvm_ffi: Optional[TvmFfi] = None
    kernel: Dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")], AnyKernel] = {}
