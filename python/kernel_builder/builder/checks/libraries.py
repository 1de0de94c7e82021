"""A kernel needs no library but those that are there wherever Torch is."""

import fnmatch
import pathlib

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.variants import metadata_of

RULE = "PEP 600 and the wheels of Torch: what a kernel needs is there wherever Torch is, and nowhere by a path"
# glibc, libstdc++ and libgcc (PEP 600 lets a wheel take them from the system), then Torch's own and the TVM FFI's.
ALLOWED = [
    "libc.so.6",
    "libm.so.6",
    "libdl.so.2",
    "libpthread.so.0",
    "librt.so.1",
    "ld-linux-x86-64.so.2",
    "ld-linux-aarch64.so.1",
    "libstdc++.so.6",
    "libgcc_s.so.1",
    "libgomp.so.1",
    "libc10.so",
    "libtorch.so",
    "libtorch_cpu.so",
    "libtorch_python.so",
    "libtvm_ffi.so",
]
# What Torch's build for a backend has besides, and the runtimes that its wheels bring along.
OF_BACKEND = {
    "cpu": [],
    "cuda": [
        "libc10_cuda.so",
        "libtorch_cuda*.so",
        "libcudart.so.*",
        "libcublas*.so.*",
        "libcusparse*.so.*",
        "libcusolver*.so.*",
        "libcurand.so.*",
        "libcufft.so.*",
        "libnvrtc.so.*",
        "libcuda.so.1",
    ],
    "rocm": [
        "libc10_hip.so",
        "libtorch_hip.so",
        "libamdhip64.so.*",
        "libhipblas.so.*",
        "libhipblaslt.so.*",
        "libhipfft.so.*",
        "libhiprand.so.*",
        "libhiprtc.so.*",
        "libhipsolver.so.*",
        "libhipsparse.so.*",
    ],
    "xpu": ["libc10_xpu.so", "libtorch_xpu.so", "libsycl.so.*"],
    "metal": [],
}


def check(variant: pathlib.Path) -> str:
    allowed = ALLOWED + OF_BACKEND[metadata_of(variant)["backend"]["type"]]
    needed = set()
    for path in elf.libraries(variant):
        library = elf.read(path)
        if library.runpath is not None:
            raise CheckError(
                f"{path.name}: it carries a RUNPATH, {library.runpath}, and would look for libraries there",
                "link without -rpath",
            )
        for name in library.needed:
            if not any(fnmatch.fnmatchcase(name, pattern) for pattern in allowed):
                raise CheckError(
                    f"{path.name}: it needs {name}, which is not there wherever Torch is",
                    "link it statically, or do without it",
                    f"allowed: {', '.join(allowed)}",
                )
        needed.update(library.needed)
    return f"needs {', '.join(sorted(needed))}" if needed else "no library"
