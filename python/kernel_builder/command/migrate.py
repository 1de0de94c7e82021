"""Migration of build.toml from an older edition to the current one. Comments and the order of keys stay.

Editions before 5 had no number; their keys tell them apart:
1: the kernel's name is in [torch]; kernels have `capabilities` and `language`.
2: has `universal`, for Python-only kernels.
3: has no version and no license.
4: has everything but the edition.
"""

import pathlib
from collections.abc import MutableMapping
from typing import Any, Optional

import tomlkit
from tomlkit.exceptions import TOMLKitError

from kernel_builder.builder.config.model import EDITION
from kernel_builder.builder.config.read import FILE
from kernel_builder.builder.errors import ConfigError

# The backends that a `universal` kernel could run on.
UNIVERSAL_BACKENDS = ["cuda", "rocm", "xpu"]

# A table of build.toml, whose values have any type of TOML.
Table = MutableMapping[str, Any]


def read_text(folder: pathlib.Path) -> str:
    """The text of a kernel's build.toml. Raises ConfigError if it cannot be read."""
    path = folder / FILE
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        remedy = "run this in a kernel's folder, or name the folder as the argument"
        raise ConfigError(f"{path}: {error.strerror}", remedy) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8", "save the file as UTF-8") from None


def migrate(text: str, license: Optional[str]) -> tuple[str, list[str]]:
    """The text of build.toml in the current edition, and a line about each change. No lines: the text was up to date.

    license: the license for a file that names none. Raises ConfigError for a text that cannot be migrated.
    """
    try:
        document: Table = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(f"{FILE}: {error}", "correct the line") from None
    general: Table = document.setdefault("general", tomlkit.table())
    edition = general.get("edition")
    if edition == EDITION:
        return text, []
    if edition is not None and not (isinstance(edition, int) and 1 <= edition < EDITION):
        raise ConfigError(
            f"{FILE}: general.edition: unknown edition {edition}",
            f"this kernel-builder knows editions up to {EDITION}: correct the number, or update kernel-builder",
        )
    changes = [
        *_move_name(document, general),
        *_remove_universal(document, general),
        *_name_backends(document),
        *_complete_general(document, general, license),
    ]
    general["edition"] = EDITION
    return tomlkit.dumps(document), [*changes, f"added general.edition = {EDITION}"]


def _move_name(document: Table, general: Table) -> list[str]:
    """Edition 1: the name of the kernel was in [torch], with the folder of the Python module."""
    changes = []
    torch: Table = document.get("torch", {})
    if "name" in torch:
        general.setdefault("name", torch.pop("name"))
        changes.append("moved torch.name to general.name")
    if "pyroot" in torch:
        del torch["pyroot"]
        changes.append("removed torch.pyroot: the module is always in torch-ext")
    return changes


def _remove_universal(document: Table, general: Table) -> list[str]:
    """Edition 2: `universal` marked a Python-only kernel, which now has the table [torch-noarch]."""
    changes = []
    torch: Optional[Table] = document.get("torch")
    for table, name in ((general, "general"), (torch, "torch")):
        if table is None or "universal" not in table:
            continue
        universal = table.pop("universal")
        changes.append(f"removed {name}.universal")
        if not universal:
            continue
        noarch = tomlkit.table()
        if torch is not None:
            if "pyext" in torch:
                noarch["pyext"] = torch["pyext"]
            del document["torch"]
        document["torch-noarch"] = noarch
        if "backends" not in general:
            general["backends"] = UNIVERSAL_BACKENDS
            changes.append(f"added general.backends = {UNIVERSAL_BACKENDS}: remove those that the kernel cannot run on")
        return [*changes, "added [torch-noarch]: the kernel is Python-only"]
    return changes


def _name_backends(document: Table) -> list[str]:
    """Edition 1: a kernel had a language; `cuda-hipify` stood for two backends."""
    changes = []
    kernels: Table = document.get("kernel", {})
    for name in list(kernels):
        kernel: Table = kernels[name]
        if "capabilities" in kernel:
            kernel["cuda-capabilities"] = kernel.pop("capabilities")
            changes.append(f"renamed kernel.{name}.capabilities to cuda-capabilities")
        if "backend" in kernel:
            continue
        language = kernel.pop("language", "cuda")
        kernel["backend"] = "metal" if language == "metal" else "cuda"
        changes.append(f'added kernel.{name}.backend = "{kernel["backend"]}"')
        if language == "cuda-hipify":
            for_rocm = tomlkit.table()
            for key, value in kernel.items():
                if not key.startswith("cuda-"):
                    for_rocm[key] = value
            for_rocm["backend"] = "rocm"
            if "rocm-archs" in kernel:
                del kernel["rocm-archs"]
            kernels[f"{name}-rocm"] = for_rocm
            changes.append(f"added kernel.{name}-rocm, with the same sources")
    return changes


def _complete_general(document: Table, general: Table, license: Optional[str]) -> list[str]:
    """Edition 3: [general] needed neither backends nor version nor license."""
    changes = []
    if "backends" not in general:
        general["backends"] = sorted({kernel["backend"] for kernel in document.get("kernel", {}).values()}) or ["cpu"]
        changes.append(f"added general.backends = {list(general['backends'])}: the backends of the kernels")
    if "version" not in general:
        general["version"] = 1
        changes.append("added general.version = 1: uploads go to the branch v1")
    if "license" not in general:
        if license is None:
            raise ConfigError(
                f"{FILE}: general.license: missing", "pass an SPDX identifier, for example --license Apache-2.0"
            )
        general["license"] = license
        changes.append(f'added general.license = "{license}"')
    return changes
