"""Migration of build.toml from older editions to the present one, comments and order kept.

Editions before 5 had no number: what is there tells them apart. 1 named the kernel under [torch] and had `capabilities`
and `language` in kernels; 2 had `universal`; 3 asked for no version and license; 4 lacks nothing but the edition.
"""

from typing import Optional

import tomlkit
from tomlkit.exceptions import TOMLKitError

from kernel_builder.builder.config.model import EDITION
from kernel_builder.builder.errors import ConfigError

# What a kernel that was `universal`, in Python alone, could run on.
UNIVERSAL_BACKENDS = ["cuda", "rocm", "xpu"]


def migrate(text: str, license: Optional[str]) -> "tuple[str, list[str]]":
    """The file in the present edition, and a line about each change; none if it is that already.

    license: for a file that names none. Raises ConfigError where a person has to decide.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(f"build.toml: {error}", "correct the line") from None
    general = document.setdefault("general", tomlkit.table())
    edition = general.get("edition")
    if edition == EDITION:
        return text, []
    if edition is not None and not (isinstance(edition, int) and 1 <= edition < EDITION):
        raise ConfigError(f"build.toml: general.edition: {edition} is not known here", f"the newest is {EDITION}")
    said: list[str] = []
    torch = document.get("torch")
    if torch is not None and "name" in torch:
        general.setdefault("name", torch.pop("name"))
        said.append("torch.name is general.name")
    if torch is not None and "pyroot" in torch:
        del torch["pyroot"]
        said.append("torch.pyroot is gone: the module is in torch-ext")
    _universal(document, general, torch, said)
    _kernels(document, said)
    if "backends" not in general:
        general["backends"] = sorted({kernel["backend"] for kernel in document.get("kernel", {}).values()}) or ["cpu"]
        said.append(f"general.backends = {list(general['backends'])}: what the kernels are for")
    if "version" not in general:
        general["version"] = 1
        said.append("general.version = 1: uploads go to the branch v1")
    if "license" not in general:
        if license is None:
            raise ConfigError(
                "build.toml: general.license: missing", "pass --license with an SPDX identifier, as Apache-2.0"
            )
        general["license"] = license
        said.append(f'general.license = "{license}"')
    general["edition"] = EDITION
    said.append(f"general.edition = {EDITION}")
    return tomlkit.dumps(document), said


def _universal(document, general, torch, said):
    for table, name in ((general, "general"), (torch, "torch")):
        if table is None or "universal" not in table:
            continue
        universal = table.pop("universal")
        said.append(f"{name}.universal is gone")
        if universal:
            noarch = tomlkit.table()
            if torch is not None:
                if "pyext" in torch:
                    noarch["pyext"] = torch["pyext"]
                del document["torch"]
            document["torch-noarch"] = noarch
            if "backends" not in general:
                general["backends"] = UNIVERSAL_BACKENDS
                said.append(f"general.backends = {UNIVERSAL_BACKENDS}: keep those that it runs on")
            said.append("[torch-noarch]: a kernel in Python alone")
            return


def _kernels(document, said):
    kernels = document.get("kernel", {})
    for name in list(kernels):
        kernel = kernels[name]
        if "capabilities" in kernel:
            kernel["cuda-capabilities"] = kernel.pop("capabilities")
            said.append(f"kernel.{name}.capabilities is cuda-capabilities")
        if "backend" in kernel:
            continue
        language = kernel.pop("language", "cuda")
        kernel["backend"] = "metal" if language == "metal" else "cuda"
        said.append(f'kernel.{name}.backend = "{kernel["backend"]}"')
        if language == "cuda-hipify":
            copy = tomlkit.table()
            for key, value in kernel.items():
                if not key.startswith("cuda-"):
                    copy[key] = value
            copy["backend"] = "rocm"
            if "rocm-archs" in kernel:
                del kernel["rocm-archs"]
            kernels[f"{name}-rocm"] = copy
            said.append(f"kernel.{name}-rocm: the same sources for ROCm")
