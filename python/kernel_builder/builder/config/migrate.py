"""Migrates build.toml from an older edition to the current one, as a table.

`kernel-builder update-build` writes the result into the file; a build migrates in memory. lib/kernel-config/migrate.nix
does the same in Nix.

Editions before 5 had no number; their keys tell them apart:
1: the kernel's name is in [torch]; kernels have `capabilities` and `language`.
2: has `universal`, for Python-only kernels.
3: has no version and no license.
4: has everything but the edition, `kernel-depends` and [general.tpu].
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from kernel_builder.builder.config.model import EDITION

# The backends that a `universal` kernel could run on.
UNIVERSAL_BACKENDS = ["cuda", "rocm", "xpu"]

# A table of build.toml, whose values have any type of TOML: a dict, or a table of tomlkit.
Table = MutableMapping[str, Any]


def _is_table(value: object) -> bool:
    return isinstance(value, MutableMapping)


def is_older(document: Table) -> bool:
    """Whether build.toml names no edition, as all files of older editions."""
    general = document.get("general", {})
    return _is_table(general) and "edition" not in general


def migrate_table(document: Table, new_table: Callable[[], Table] = dict) -> list[str]:
    """Change build.toml to the current edition, and return a line about each change.

    The result may still be wrong: values of a wrong type stay as they are, and a missing license stays missing.
    new_table: makes a table of the document's kind.
    """
    general = document.setdefault("general", new_table())
    changes = [
        *_move_name(document, general),
        *_remove_universal(document, general, new_table),
        *_name_backends(document, new_table),
        *_complete_general(document, general),
    ]
    general["edition"] = EDITION
    return changes


def _move_name(document: Table, general: Table) -> list[str]:
    """Edition 1: the name of the kernel was in [torch], with the folder of the Python module."""
    changes = []
    torch: Any = document.get("torch")
    if not _is_table(torch):
        return []
    if "name" in torch:
        general.setdefault("name", torch.pop("name"))
        changes.append("moved torch.name to general.name")
    if "pyroot" in torch:
        del torch["pyroot"]
        changes.append("removed torch.pyroot: the module is always in torch-ext")
    return changes


def _remove_universal(document: Table, general: Table, new_table: Callable[[], Table]) -> list[str]:
    """Edition 2: `universal` marked a Python-only kernel, which now has the table [torch-noarch]."""
    changes = []
    torch: Any = document.get("torch")
    for table, name in ((general, "general"), (torch, "torch")):
        if not _is_table(table) or "universal" not in table:
            continue
        universal = table.pop("universal")
        changes.append(f"removed {name}.universal")
        if universal is not True:
            continue
        noarch = new_table()
        if _is_table(torch):
            if "pyext" in torch:
                noarch["pyext"] = torch["pyext"]
            del document["torch"]
        document["torch-noarch"] = noarch
        if "backends" not in general:
            general["backends"] = list(UNIVERSAL_BACKENDS)
            changes.append(f"added general.backends = {UNIVERSAL_BACKENDS}: remove those that the kernel cannot run on")
        return [*changes, "added [torch-noarch]: the kernel is Python-only"]
    return changes


def _name_backends(document: Table, new_table: Callable[[], Table]) -> list[str]:
    """Edition 1: a kernel had a language; `cuda-hipify` stood for two backends."""
    changes = []
    kernels: Any = document.get("kernel")
    for name in list(kernels) if _is_table(kernels) else []:
        kernel = kernels[name]
        if not _is_table(kernel):
            continue
        if "capabilities" in kernel:
            kernel["cuda-capabilities"] = kernel.pop("capabilities")
            changes.append(f"renamed kernel.{name}.capabilities to cuda-capabilities")
        if "backend" in kernel:
            continue
        language = kernel.pop("language", "cuda")
        kernel["backend"] = "metal" if language == "metal" else "cuda"
        changes.append(f'added kernel.{name}.backend = "{kernel["backend"]}"')
        if language == "cuda-hipify":
            for_rocm = new_table()
            for key, value in kernel.items():
                if not key.startswith("cuda-"):
                    for_rocm[key] = value
            for_rocm["backend"] = "rocm"
            if "rocm-archs" in kernel:
                del kernel["rocm-archs"]
            kernels[f"{name}-rocm"] = for_rocm
            changes.append(f"added kernel.{name}-rocm, with the same sources")
    return changes


def _complete_general(document: Table, general: Table) -> list[str]:
    """Edition 3: [general] needed neither backends nor version."""
    changes = []
    if "backends" not in general:
        kernels: Any = document.get("kernel")
        tables = list(kernels.values()) if _is_table(kernels) else []
        backends = {kernel["backend"] for kernel in tables if _is_table(kernel) and isinstance(kernel["backend"], str)}
        general["backends"] = sorted(backends) or ["cpu"]
        changes.append(f"added general.backends = {list(general['backends'])}: the backends of the kernels")
    if "version" not in general:
        general["version"] = 1
        changes.append("added general.version = 1: uploads go to the branch v1")
    return changes
