"""A kernel needs only libraries that every installation of Torch has."""

import fnmatch
import pathlib

from kernel_builder.builder.checks import elf
from kernel_builder.builder.checks.backends import BACKENDS
from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.variants import metadata_of

RULE = "a kernel needs only libraries of the system (PEP 600) and of Torch's wheels, and finds them without a path"
# glibc, libstdc++ and libgcc (PEP 600 lets a wheel take them from the system), then libraries of Torch and the TVM FFI.
ALLOWED = (
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
)


def check(variant: pathlib.Path) -> str:
    allowed = ALLOWED + BACKENDS[metadata_of(variant)["backend"]["type"]].libraries
    needed: set[str] = set()
    for path in elf.libraries(variant):
        library = elf.read(path)
        if library.runpath is not None:
            raise CheckError(
                f"{path.name}: it has a RUNPATH, {library.runpath}, and would look for libraries there",
                "link without -rpath",
            )
        for name in library.needed:
            if not any(fnmatch.fnmatchcase(name, pattern) for pattern in allowed):
                raise CheckError(
                    f"{path.name}: it needs {name}, which not every installation of Torch has",
                    "link the library statically, or remove the dependency",
                    f"allowed: {', '.join(allowed)}",
                )
        needed.update(library.needed)
    return f"needs {', '.join(sorted(needed))}" if needed else "no library"
