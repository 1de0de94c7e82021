"""Loads a built variant with `kernels`, as a user's program does, and completes the report: `python load.py FACTS`.

It imports Torch, waits for a line on its input, and then loads the variant. At the end of the input it stops.

This file runs alone, in a Python with Torch and `kernels` in which kernel_builder is not installed. builder/facts.py
describes FACTS, and builder/report.py describes the report.
"""

import json
import os
import pathlib
import re
import sys
import tempfile
import traceback
import warnings
from typing import Any

# The folder of a kernel's sources in the sandbox, and so in the debug information of its library.
SOURCES = "/build/"


class ForeignOp(Exception):
    """The kernel registers an op outside of the namespace of its build."""

    def __init__(self, op: str, namespace: str):
        super().__init__(
            f"it registers {op}, but its ops must be in {namespace}, so that one process can load two revisions\n"
            "  in C++, register with TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops);"
            " in Python, take names from ._ops.add_op_namespace_prefix"
        )


# Messages of Triton, Torch and the libraries of GPU vendors if the machine has no GPU driver.
NO_DRIVER = re.compile(
    r"active drivers|NVIDIA driver|CUDA driver|libcuda\.so|no CUDA-capable device"
    r"|No CUDA GPUs|No HIP GPUs|No XPU devices"
)


def place_of(error: BaseException, loaded_as: str) -> str:
    """The innermost line of the kernel's Python in a traceback, `layers.py:3`. loaded_as: the name of its folder."""
    frames = [(f.filename.partition(f"/{loaded_as}/")[2], f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    own = [f"{file}:{line}" for file, line in frames if file]
    return own[-1] if own else "__init__.py"


def failure(variant: str, error: Exception, loaded_as: str) -> str:
    """The message about a variant that does not load: the problem, its place, and the ways to solve it."""
    if isinstance(error, ForeignOp):
        return f"error: {variant}: {error}"
    place = place_of(error, loaded_as)
    if NO_DRIVER.search(str(error)):
        return (
            f"error: {variant} needs a GPU driver when it is imported, but a build has none: {place}: {error}\n"
            "  move the code that needs the driver into the function that uses it, or into a module that only this\n"
            "  function imports; or set doGetKernelCheck = false in flake.nix to skip this check"
        )
    if isinstance(error, ModuleNotFoundError):
        return (
            f"error: {variant} imports {error.name}, which is not installed: {place}\n"
            "  add it to general.python-depends in build.toml, if that key accepts it;"
            " otherwise import it inside the function that uses it"
        )
    return (
        f"error: {variant} does not load with kernels.get_local_kernel: {place}: {error}\n"
        "  correct the import (its traceback is above), or set doGetKernelCheck = false in flake.nix if it cannot work"
        " in a sandbox"
    )


def load(folder: pathlib.Path, variant: str, loaded_as: str, backend: str) -> str:
    """Load the variant's folder under a name that `kernels` looks for with the installed Torch.

    Returns a line about the module. Raises ForeignOp, or the exception that the import raised.
    """
    import torch
    from kernels import get_local_kernel

    before = set(torch._C._dispatch_get_all_op_names())
    with tempfile.TemporaryDirectory() as build:
        pathlib.Path(build, loaded_as).symlink_to(folder)
        module = get_local_kernel(pathlib.Path(build), backend=backend)
    namespace = json.loads((folder / "metadata.json").read_text())["id"]
    for op in sorted(set(torch._C._dispatch_get_all_op_names()) - before):
        # Modules of Torch that the kernel imports register ops too: only the kernel's own sources count.
        place = re.search(r"registered at (\S+):\d+", torch._C._dispatch_dump(op))
        if op.partition("::")[0] != namespace and place and place[1].startswith((SOURCES, str(folder))):
            raise ForeignOp(op, namespace)
    names = ", ".join(name for name in dir(module) if not name.startswith("_"))
    other_name = f", as {loaded_as}, the variant that this Torch looks for" if loaded_as != variant else ""
    return f"with torch {torch.__version__}{other_name}: {names}"


def import_torch() -> None:
    """Import Torch and `kernels`. If that fails, `load` reports it."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    sys.dont_write_bytecode = True
    # Torch warns if NumPy is not installed. A kernel that needs NumPy fails by itself.
    warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
    try:
        import kernels  # noqa: F401
        import torch  # noqa: F401
    except Exception:
        pass


def record(report: pathlib.Path, line: str) -> None:
    """Record in the report that the variant was loaded. line: about the module."""
    document = json.loads(report.read_text())
    document.pop("reason", None)
    document.update(checks={**document["checks"], "load": line}, loaded=True)
    report.write_text(json.dumps(document, indent=2) + "\n")


def main(facts: dict[str, Any]) -> None:
    """Load the variant of a build, unless its facts give a reason not to."""
    if "skip" in facts["load"]:
        return
    variant, loaded_as, backend = facts["variant"], facts["load"]["name"], facts["load"]["backend"]
    try:
        line = load(pathlib.Path(facts["folder"]), variant, loaded_as, backend)
    except Exception as error:
        if not isinstance(error, ForeignOp):
            traceback.print_exc()
        sys.exit(failure(variant, error, loaded_as))
    print(f"check load: {line}")
    record(pathlib.Path(facts["report"]), line)


if __name__ == "__main__":
    import_torch()
    if sys.stdin.readline():
        main(json.loads(pathlib.Path(sys.argv[1]).read_text()))
