"""A kernel for one release of ROCm uses no function that a later release added.

The symbol versions in libamdhip64 name the release that added a symbol: `hip_7.2`. A build links against stubs of its
own release, so a newer symbol gets no version in a build. A library that was linked elsewhere has the version.
"""

import json
import pathlib

from packaging.version import Version

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "a kernel for ROCm uses only symbols of libamdhip64 that its release has (symbol versions, hip_<release>)"
PREFIX = "hip_"


def _hip_version(release: str) -> int:
    """HIP_VERSION of a release (hip/hip_version.h)."""
    version = Version(release)
    return version.major * 10_000_000 + version.minor * 100_000


def releases(symbols: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Symbol → the release that added it, from the content of pkgs/rocm/symbols.json.

    symbols: soname → symbol version → names; the name of a variable ends with `@`.
    """
    return {
        name.rstrip("@"): version.rpartition("_")[2]
        for versions in symbols.values()
        for version, names in versions.items()
        if version
        for name in names
    }


def check(variant: pathlib.Path, *, release: str, symbols: str) -> str:
    """release: the variant's, `7.1`. symbols: the path of symbols.json."""
    known = releases(json.loads(pathlib.Path(symbols).read_text()))
    highest = "0"
    for path in elf.libraries(variant):
        for symbol in elf.read(path).undefined:
            version = symbol.version or ""
            added = version[len(PREFIX) :] if version.startswith(PREFIX) else known.get(symbol.name)
            if added is None:
                continue
            if Version(added) > Version(release):
                raise CheckError(
                    f"{path.name}: it uses {symbol.name}, which is new in ROCm {added}, "
                    f"but the variant is for ROCm {release}",
                    f"use it only under `#if HIP_VERSION >= {_hip_version(added)}`",
                )
            highest = max(highest, added, key=Version)
    return f"at most {PREFIX}{highest}" if highest != "0" else "no symbol of HIP"
