"""All pins of kernel-builder's repository in one form, out of the files below pkgs/."""

import json
import pathlib
from collections.abc import Iterator
from typing import Any, NamedTuple


class Pin(NamedTuple):
    """A pinned file.

    registry: PYPI, DEBIAN or NVIDIA. distribution: on PyPI. name: of the file; the path in Debian's pool, or below the
    folder of NVIDIA's archives. size: bytes, 0 if unknown. place: the file with the pin. renew: the part of update-pins
    that writes a newer one; empty for a pin that is written by hand.
    """

    registry: str
    distribution: str
    name: str
    sha256: str
    size: int
    place: str
    renew: str


PYPI, DEBIAN, NVIDIA = "PyPI", "Debian", "NVIDIA"
# Files with pins below pkgs/ → the part of update-pins.
PARTS = {
    "base/debian/lock/*.json": "debian",
    "clang/lock.json": "clang",
    "cross/lock.json": "cross",
    "cuda/compilers.json": "cuda",
    "cuda/lock/*.json": "cuda",
    "cuda/toolkits.json": "",
    "cutlass/lock.json": "cutlass",
    "linters/lock.json": "debian",
    "python/lock/*.json": "python",
    "rocm/lock.json": "rocm",
    "spirv-tools/lock.json": "sycl",
    "sycl/lock.json": "sycl",
    "torch/lock/*/*.json": "torch",
    "torch/versions.json": "",
}


def _rows(value: Any, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a JSON value that pin a file, each with the key that it is under."""
    if isinstance(value, dict):
        if "sha256" in value:
            yield key, value
        for name, inner in value.items():
            yield from _rows(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _rows(inner, key)


def _pin(key: str, row: dict[str, Any], place: str, renew: str) -> Pin:
    if "file" in row:
        # The CPU build of Torch is under the name of a system.
        distribution = row.get("distribution") or (key if "-linux" not in key else row["file"].partition("-")[0])
        registry, name = PYPI, row["file"]
    else:
        distribution, name = "", row["path"]
        registry = DEBIAN if name.startswith("pool/") else NVIDIA
    return Pin(registry, distribution, name, row["sha256"], row.get("size", 0), place, renew)


def read_pins(repository: pathlib.Path) -> list[Pin]:
    """All pins, each file once."""
    pins: dict[str, Pin] = {}
    for pattern, renew in PARTS.items():
        for path in sorted((repository / "pkgs").glob(pattern)):
            for key, row in _rows(json.loads(path.read_text()), ""):
                pin = _pin(key, row, str(path.relative_to(repository)), renew)
                pins.setdefault(pin.sha256, pin)
    return list(pins.values())
