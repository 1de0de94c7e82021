"""Writes metadata.json of a built variant, which `kernels` reads before it loads the variant."""

import json
from dataclasses import asdict
from typing import Any

from kernels_data import Digest, DigestAlgorithm, Metadata

from kernel_builder import __version__
from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.facts import Facts

FILE = "metadata.json"


def _without_none(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value is not None}


def provenance(facts: Facts, sandboxed: bool) -> dict[str, Any]:
    """The origin of a build: the revisions of kernel-builder and the kernel, and the compiler of device code.

    Only a build without the sandbox has the key `sandboxed`.
    """
    builder, kernel = facts.revisions.kernel_builder, facts.revisions.kernel
    return _without_none(
        {
            "kernel-builder": _without_none({"version": __version__, "git": asdict(builder) if builder else None}),
            "kernel": asdict(kernel) if kernel else None,
            "device-compiler": facts.device_compiler,
            "sandboxed": None if sandboxed else False,
        }
    )


def write_metadata(facts: Facts, config: KernelConfig, sandboxed: bool) -> None:
    """Write the variant's metadata.json, with a digest of its files: no file may change after this.

    sandboxed: whether the build runs in Nix's sandbox.
    """
    general = config.general
    digest = Digest.hash_variant(DigestAlgorithm.SHA256, facts.folder)
    document = {
        "id": facts.id,
        "name": general.name,
        "version": general.version,
        "license": general.license,
        "upstream": general.upstream,
        "source": general.source,
        # Older versions of `kernels` do not know the key.
        "kernel-depends": [
            depends.model_dump(by_alias=True, exclude_none=True) for depends in config.kernel_depends(facts.backend)
        ]
        or None,
        "python-depends": config.python_depends(facts.backend),
        "backend": _without_none({"type": facts.backend, "archs": facts.archs or None}),
        "digest": {"algorithm": str(digest.algorithm), "files": dict(sorted(digest.files.items()))},
        "provenance": provenance(facts, sandboxed),
    }
    path = facts.folder / FILE
    path.write_text(json.dumps(_without_none(document), indent=2) + "\n")
    Metadata.read_from_file(path)
