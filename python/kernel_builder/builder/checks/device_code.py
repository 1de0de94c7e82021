"""A kernel holds device code for each architecture it was asked for, and for no other."""

import pathlib
import re
import subprocess

from kernel_builder.builder.checks import architectures, elf

RULE = "the GPUs that metadata.json names are those whose code is in the library, as cuobjdump lists it"
REMEDY = "name the architectures by cuda-capabilities in build.toml, not by flags of nvcc"


def _listed(library: pathlib.Path, kind: str) -> set[str]:
    """Architectures of a kind, `elf` or `ptx`, as cuobjdump names them: {"90a"}."""
    done = subprocess.run(["cuobjdump", f"--list-{kind}", str(library)], capture_output=True, text=True)
    return set(re.findall(r"\.(?:sm|compute)_(\d+[af]?)\.", done.stdout))


def wanted_code(archs: list[str], kind: str) -> set[str]:
    """What cuobjdump is to name for capabilities such as 9.0a and 12.1+PTX: machine code for each, PTX where asked."""
    chosen = [arch for arch in archs if kind == "elf" or arch.endswith("+PTX")]
    return {arch.replace("+PTX", "").replace(".", "") for arch in chosen}


def check(variant: pathlib.Path, archs: list[str], compiler: str) -> str:
    """Check the libraries of a variant. compiler: what made the device code, for the report."""
    for path in elf.libraries(variant):
        for kind, label in (("elf", "machine code"), ("ptx", "PTX")):
            architectures.compare(path.name, label, wanted_code(archs, kind), _listed(path, kind), REMEDY)
    return f"{', '.join(archs)} by {compiler}"
