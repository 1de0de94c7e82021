"""XPU: device code is SPIR-V, which the GPU's driver compiles.

kernel-builder's compiler puts the modules of all sources into one section, each at a multiple of 16 bytes.
"""

import pathlib
import struct

from elftools.elf.elffile import ELFFile

from kernel_builder.builder.checks.backends.row import CodeKind, DeviceCode, Row, library_patterns

SECTION, ALIGNMENT = ".sycl_device_code", 16
# The first word of a module (Khronos' SPIR-V Specification, 2.3).
MAGIC = struct.pack("<I", 0x07230203)


def listed(library: pathlib.Path) -> set[str]:
    """`{"SPIR-V"}` if a library has a module of SPIR-V."""
    with library.open("rb") as file:
        section = ELFFile(file).get_section_by_name(SECTION)
        data: bytes = section.data() if section else b""
    starts = range(0, len(data), ALIGNMENT)
    return {"SPIR-V"} if any(data.startswith(MAGIC, start) for start in starts) else set()


ROW = Row(
    libraries=library_patterns("xpu"),
    device_code=DeviceCode(
        kinds=(CodeKind("device code", set, listed),),
        remedy="submit a kernel to a SYCL queue in a source of the table [kernel.NAME], or remove the table",
    ),
)
