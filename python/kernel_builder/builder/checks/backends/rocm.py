"""ROCm: device code is read from the library itself.

clang fills the section .hip_fatbin with one bundle per source. Each bundle begins with a table of its code objects
(Clang's documentation, "ClangOffloadBundler", layout of a code object bundle).
"""

import pathlib
import struct
from collections.abc import Iterator

from elftools.elf.elffile import ELFFile

from kernel_builder.builder.checks.backends import rocm_release
from kernel_builder.builder.checks.backends.row import CodeKind, DeviceCode, Row, library_patterns
from kernel_builder.builder.errors import CheckError

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


def listed(library: pathlib.Path) -> set[str]:
    """The architectures in a library's bundles; raises CheckError if the bundles are compressed."""
    with library.open("rb") as file:
        section = ELFFile(file).get_section_by_name(SECTION)
        data: bytes = section.data() if section else b""
    if data.startswith(COMPRESSED):
        raise CheckError(f"{library.name}: its device code is compressed", "remove --offload-compress from hip-flags")
    archs: set[str] = set()
    start = data.find(MAGIC)
    while start >= 0:
        archs.update(name.rpartition("--")[2] for name in _entries(data, start) if not name.startswith("host"))
        start = data.find(MAGIC, start + len(MAGIC))
    return archs


ROW = Row(
    libraries=library_patterns("rocm"),
    device_code=DeviceCode(
        kinds=(CodeKind("device code", set, listed),),
        remedy="list the architectures in rocm-archs in build.toml, and pass no architecture in hip-flags",
    ),
    checks={"rocm-release": rocm_release},
)
