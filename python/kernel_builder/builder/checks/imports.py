"""On load, a kernel imports only packages that come with Torch or that build.toml declares."""

import pathlib
import sys

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.module_imports import ModuleImports
from kernel_builder.builder.naming import module_name
from kernel_builder.builder.variants import metadata_of

RULE = "a kernel loads with Torch, `kernels` and the packages in metadata.json (python-depends), and nothing else"
# Torch, the requirements of its wheels (their METADATA), and the loader with its requirements. Triton comes with
# Torch's builds for GPUs. NumPy is no requirement, but most machines with Torch have it: see source_warnings.py.
ALWAYS = {
    "torch",
    "filelock",
    "fsspec",
    "jinja2",
    "networkx",
    "setuptools",
    "sympy",
    "typing_extensions",
    "triton",
    "kernels",
    "huggingface_hub",
    "packaging",
    "requests",
    "tqdm",
    "yaml",
    "numpy",
}
# Name in python-depends → name of the package in an import (python_depends.json of `kernels`).
DECLARED = {"einops": "einops", "helion": "helion", "tvm-ffi": "tvm_ffi", "nvidia-cutlass-dsl": "cutlass"}


def _standard() -> set[str]:
    """The modules of Python's standard library; empty in Python 3.9, which has no list. Builds run 3.11."""
    return set(getattr(sys, "stdlib_module_names", ()))


def check_module(folder: pathlib.Path, module: str, declared: list[str], shown: str = "") -> str:
    """Check the Python module in a folder, of a built variant or of a kernel's sources, and return the report's line.

    declared: python-depends. shown: see ModuleImports. Raises CheckError for an import that would fail when the kernel
    is loaded.
    """
    standard = _standard()
    if not standard:
        return "not checked: needs Python 3.10"
    allowed = standard | ALWAYS | {DECLARED.get(name, name) for name in declared}
    found = ModuleImports(folder, module, shown)
    for file, line, package in found.imports:
        if package not in allowed:
            raise CheckError(
                f"{file}:{line}: it imports {package}, which build.toml does not declare",
                f"add it to general.python-depends (known: {', '.join(sorted(DECLARED))}),",
                "or import it inside the function that uses it",
            )
    packages = {package for _, _, package in found.imports} - standard
    return f"{', '.join(sorted(packages)) or 'nothing'} in {len(found.loaded)} Python files"


def check(variant: pathlib.Path) -> str:
    metadata = metadata_of(variant)
    return check_module(variant, module_name(metadata["name"]), metadata.get("python-depends", []))
