"""A kernel for a ROCm asks its libraries for nothing that came with a later one.

The names in libamdhip64 carry the release that they came with, `hip_7.2`. It is linked with stubs that end at the release
it is for, where a linker leaves a later name without a version; a library that was linked elsewhere says the version.
"""

import json
import pathlib

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "a kernel for a ROCm takes from libamdhip64 what that release had, as its symbol versions tell (hip_<release>)"


def _numbers(release: str) -> list[int]:
    return [int(part) for part in release.split(".")]


def _hip_version(release: str) -> int:
    """HIP_VERSION of a release (hip/hip_version.h)."""
    major, minor = _numbers(release)
    return major * 10_000_000 + minor * 100_000


def releases(symbols: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Name → the release that it came with, out of pkgs/rocm/symbols.json: soname → version → names, data with `@`."""
    return {
        name.rstrip("@"): version.rpartition("_")[2]
        for versions in symbols.values()
        for version, names in versions.items()
        if version
        for name in names
    }


def check(variant: pathlib.Path, rocm: str, symbols: pathlib.Path) -> str:
    """Check the libraries of a variant. rocm: the release it is for, `7.1`; symbols: symbols.json."""
    known, highest = releases(json.loads(symbols.read_text())), "0"
    for path in elf.libraries(variant):
        for symbol in elf.read(path).undefined:
            said = symbol.version or ""
            release = said[len("hip_") :] if said.startswith("hip_") else known.get(symbol.name)
            if release is None:
                continue
            if _numbers(release) > _numbers(rocm):
                raise CheckError(
                    f"{path.name}: {symbol.name} came with ROCm {release}, and this variant is for ROCm {rocm}",
                    f"do without it there: #if HIP_VERSION >= {_hip_version(release)}",
                )
            highest = max(highest, release, key=_numbers)
    return f"at most hip_{highest}" if highest != "0" else "nothing of HIP"
