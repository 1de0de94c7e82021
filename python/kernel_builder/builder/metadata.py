"""metadata.json of a built variant: what `kernels` reads before it loads one."""

import json
import pathlib
from typing import Optional

from kernels_data import Digest, DigestAlgorithm, Metadata

from kernel_builder import __version__
from kernel_builder.builder.config.model import Build

FILE = "metadata.json"


def provenance(builder: Optional[dict], kernel: Optional[dict], device_compiler: str = "") -> dict:
    """Where a build comes from. builder, kernel: {"commit": hexadecimal revision, "dirty": bool}, None if unknown.

    device_compiler: what made the code for the device, in words, where there is any.
    """
    result: dict = {"kernel-builder": {"version": __version__}}
    if builder:
        result["kernel-builder"]["git"] = builder
    if kernel:
        result["kernel"] = kernel
    if device_compiler:
        result["device-compiler"] = device_compiler
    return result


def write_metadata(
    variant: pathlib.Path, build: Build, ops_id: str, backend: str, archs: Optional[list[str]], origin: dict
) -> None:
    """Write the variant's metadata.json over the files as they are now: nothing may change after it.

    archs: architectures of the device code, None for a backend without. origin: see `provenance`.
    """
    general = build.general
    document = {
        "id": ops_id,
        "name": general.name,
        "version": general.version,
        "license": general.license,
        "upstream": general.upstream,
        "source": general.source,
        "python-depends": build.python_depends(backend),
        "backend": {"type": backend, "archs": archs},
    }
    digest = Digest.hash_variant(DigestAlgorithm.SHA256, variant)
    document["backend"] = {key: value for key, value in document["backend"].items() if value is not None}
    document["digest"] = {"algorithm": str(digest.algorithm), "files": dict(sorted(digest.files.items()))}
    document["provenance"] = origin
    document = {key: value for key, value in document.items() if value is not None}
    (variant / FILE).write_text(json.dumps(document, indent=2) + "\n")
    Metadata.read_from_file(variant / FILE)
