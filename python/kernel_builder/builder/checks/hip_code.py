"""A kernel for ROCm holds device code for each architecture it was asked for, and for no other.

Reads the library itself: what clang puts into the section .hip_fatbin is a row of bundles, each with a table of the code
objects in it (Clang's documentation, "ClangOffloadBundler", layout of a code object bundle).
"""

import pathlib
import struct
from collections.abc import Iterator

from elftools.elf.elffile import ELFFile

from kernel_builder.builder.checks import architectures, elf
from kernel_builder.builder.errors import CheckError

RULE = "the GPUs that metadata.json names are those whose code is in the library (llvm-objdump --offloading lists it)"
REMEDY = "name the architectures by rocm-archs in build.toml, not by hip-flags"
SECTION = ".hip_fatbin"
MAGIC = b"__CLANG_OFFLOAD_BUNDLE__"
COMPRESSED = b"CCOB"


def _entries(data: bytes, start: int) -> Iterator[str]:
    """The names of the entries of the bundle at an offset: `hipv4-amdgcn-amd-amdhsa--gfx90a`."""
    (count,) = struct.unpack_from("<Q", data, start + len(MAGIC))
    position = start + len(MAGIC) + 8
    for _ in range(count):
        _, _, length = struct.unpack_from("<QQQ", data, position)
        position += 24
        yield data[position : position + length].decode()
        position += length


def listed(library: pathlib.Path) -> list[set[str]]:
    """The architectures of each bundle of a library; raises CheckError where it cannot be read."""
    with library.open("rb") as file:
        section = ELFFile(file).get_section_by_name(SECTION)
        data = section.data() if section else b""
    if data.startswith(COMPRESSED):
        raise CheckError(f"{library.name}: its device code is compressed", "leave --offload-compress out of hip-flags")
    found, start = [], data.find(MAGIC)
    while start >= 0:
        found.append({name.rpartition("-")[2] for name in _entries(data, start) if not name.startswith("host")})
        start = data.find(MAGIC, start + len(MAGIC))
    return found


def check(variant: pathlib.Path, archs: list[str], compiler: str) -> str:
    """Check the libraries of a variant. compiler: what made the device code, for the report."""
    for path in elf.libraries(variant):
        architectures.compare(path.name, "device code", set(archs), set().union(*listed(path)), REMEDY)
    return f"{', '.join(archs)} by {compiler}"
