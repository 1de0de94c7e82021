"""A kernel needs no library but those that are there wherever Torch is."""

import fnmatch
import pathlib

from kernel_builder.checks import elf
from kernel_builder.errors import CheckError

# glibc, libstdc++ and libgcc (PEP 600 lets a wheel take them from the system), then Torch's own and the runtimes that
# Torch's wheels bring along.
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
    "libc10*.so",
    "libtorch*.so",
    "libcudart.so.*",
    "libcublas*.so.*",
    "libcusparse*.so.*",
    "libcusolver*.so.*",
    "libcurand.so.*",
    "libcufft.so.*",
    "libnvrtc.so.*",
    "libcuda.so.1",
    "libamdhip64.so.*",
    "libsycl.so.*",
]


def check(variant: pathlib.Path) -> str:
    needed = set()
    for path in elf.libraries(variant):
        library = elf.read(path)
        if library.runpath is not None:
            raise CheckError(
                f"{path.name}: it carries a RUNPATH, {library.runpath}, and would look for libraries there",
                "link without -rpath",
            )
        for name in library.needed:
            if not any(fnmatch.fnmatchcase(name, allowed) for allowed in ALLOWED):
                raise CheckError(
                    f"{path.name}: it needs {name}, which is not there wherever Torch is",
                    "link it statically, or do without it",
                    f"allowed: {', '.join(ALLOWED)}",
                )
        needed.update(library.needed)
    return f"needs {', '.join(sorted(needed))}"
