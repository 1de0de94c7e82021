"""Load a variant with `kernels`, as a user's program will: `python load.py VARIANT NAME LOADED_AS BACKEND REPORT`.

Runs in a Python with Torch and `kernels`; `kernel_builder` itself need not be installed there.
"""

import json
import os
import pathlib
import re
import sys
import tempfile
import traceback
import warnings

# Where the sources of a kernel are in the sandbox, and in what the compiler writes of them.
SOURCES = "/build/"


class ForeignOp(Exception):
    """The kernel registers an op in a namespace that is not that of its build."""

    def __init__(self, op: str, own: str):
        super().__init__(
            f"it registers {op}, and its ops are to be in {own}, so that two revisions load in one process\n"
            "  in C++, register with TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops);"
            " in Python, take names from ._ops.add_op_namespace_prefix"
        )


# What Triton, Torch and CUDA's own libraries say where there is no driver of a GPU.
NO_DRIVER = re.compile(
    r"active drivers|NVIDIA driver|CUDA driver|libcuda\.so|no CUDA-capable device|No CUDA GPUs|No HIP GPUs|No XPU devices"
)


def place_of(error: BaseException, loaded_as: str) -> str:
    """Where in the kernel's Python, in a folder of this name, an error came from, `layers.py:3`: its innermost line there."""
    frames = [(f.filename.partition(f"/{loaded_as}/")[2], f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    own = [f"{file}:{line}" for file, line in frames if file]
    return own[-1] if own else "__init__.py"


def failure(name: str, error: Exception, loaded_as: str) -> str:
    """What to say of a kernel that does not load: what is wrong, where, and the ways out."""
    place = place_of(error, loaded_as)
    if NO_DRIVER.search(str(error)):
        return (
            f"error: {name} needs a GPU's driver when it is imported, and a build has none: {place}: {error}\n"
            "  ask for the driver when a function is called: move what does into the function, or into a module that\n"
            "  only the function imports (a lazy import); or set doGetKernelCheck = false in flake.nix, to leave this check out"
        )
    if isinstance(error, ModuleNotFoundError):
        return (
            f"error: {name} imports {error.name}, which is not there: {place}\n"
            "  declare it by general.python-depends in build.toml, if it is one of those, or import it where it is used"
        )
    return (
        f"error: {name} does not load with kernels.get_local_kernel: {place}: {error}\n"
        "  correct the import that fails above, or set doGetKernelCheck = false if it cannot work in a sandbox"
    )


def load(variant: pathlib.Path, name: str, loaded_as: str, backend: str) -> str:
    """Load the folder of the variant `name` under the name that `kernels` looks for with the Torch that is there.

    Returns a line about it, raises what the import raised.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    sys.dont_write_bytecode = True
    # Torch says so where there is no NumPy; a kernel that needs NumPy fails by itself.
    warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
    import torch
    from kernels import get_local_kernel

    registered = set(torch._C._dispatch_get_all_op_names())
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, loaded_as).symlink_to(variant)
        module = get_local_kernel(pathlib.Path(folder), backend=backend)
    own = json.loads((variant / "metadata.json").read_text())["id"]
    for op in sorted(set(torch._C._dispatch_get_all_op_names()) - registered):
        # Parts of Torch that the kernel imports register ops of theirs.
        place = re.search(r"registered at (\S+):\d+", torch._C._dispatch_dump(op))
        if op.partition("::")[0] != own and place and place[1].startswith((SOURCES, str(variant))):
            raise ForeignOp(op, own)
    names = ", ".join(name for name in dir(module) if not name.startswith("_"))
    other = ""
    if loaded_as != name:
        reason = (
            f"its wheel is one for CUDA {torch.version.cuda}"
            if torch.version.cuda
            else "PyPI has no Torch for its backend"
        )
        other = f", as {loaded_as}, since {reason}"
    return f"with torch {torch.__version__}{other}: {names}"


def main() -> None:
    variant, name, loaded_as, backend, report = sys.argv[1:]
    try:
        found = load(pathlib.Path(variant), name, loaded_as, backend)
    except ForeignOp as error:
        sys.exit(f"error: {name}: {error}")
    except Exception as error:
        traceback.print_exc()
        sys.exit(failure(name, error, loaded_as))
    print(f"check load: {found}")
    path = pathlib.Path(report)
    checks = json.loads(path.read_text())
    path.write_text(json.dumps({**checks, "load": found}, indent=2) + "\n")


if __name__ == "__main__":
    main()
