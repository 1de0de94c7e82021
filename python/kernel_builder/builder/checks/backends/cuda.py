"""CUDA: device code is listed by NVIDIA's cuobjdump."""

import functools
import pathlib
import re
import subprocess

from kernel_builder.builder.checks.backends.row import CodeKind, DeviceCode, Row, library_patterns


def _listed(kind: str, library: pathlib.Path) -> set[str]:
    """The architectures that cuobjdump lists, `{"90a"}`. kind: `elf` or `ptx`."""
    listing = subprocess.run(["cuobjdump", f"--list-{kind}", str(library)], capture_output=True, text=True)
    return set(re.findall(r"\.(?:sm|compute)_(\d+[af]?)\.", listing.stdout))


def _expected(archs: list[str]) -> set[str]:
    """Compute capabilities as cuobjdump writes them: `9.0a` → `90a`, `12.1+PTX` → `121`."""
    return {arch.replace("+PTX", "").replace(".", "") for arch in archs}


def _expected_ptx(archs: list[str]) -> set[str]:
    return _expected([arch for arch in archs if arch.endswith("+PTX")])


ROW = Row(
    libraries=library_patterns("cuda"),
    device_code=DeviceCode(
        kinds=(
            CodeKind("machine code", _expected, functools.partial(_listed, "elf")),
            CodeKind("PTX", _expected_ptx, functools.partial(_listed, "ptx")),
        ),
        remedy="list the architectures in cuda-capabilities in build.toml, and pass no architecture in cuda-flags",
    ),
)
