"""Load a variant with `kernels`, as a user's program will: `python load.py VARIANT NAME LOADED_AS BACKEND REPORT`.

Runs in a Python with Torch and `kernels`; `kernel_builder` itself need not be installed there.
"""

import json
import os
import pathlib
import sys
import tempfile
import warnings


def load(variant: pathlib.Path, name: str, loaded_as: str, backend: str) -> str:
    """Load the folder of the variant `name` under the name that `kernels` looks for with the Torch that is there.

    Returns a line about it, raises what the import raised.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    sys.dont_write_bytecode = True
    # Torch says so where there is no NumPy; a kernel that needs NumPy fails by itself.
    warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
    from kernels import get_local_kernel

    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, loaded_as).symlink_to(variant)
        module = get_local_kernel(pathlib.Path(folder), backend=backend)
    import torch

    names = ", ".join(name for name in dir(module) if not name.startswith("_"))
    other = f", as {loaded_as}, since its wheel is one for CUDA {torch.version.cuda}" if loaded_as != name else ""
    return f"with torch {torch.__version__}{other}: {names}"


def main() -> None:
    variant, name, loaded_as, backend, report = sys.argv[1:]
    try:
        found = load(pathlib.Path(variant), name, loaded_as, backend)
    except Exception as error:
        import traceback

        traceback.print_exc()
        sys.exit(
            f"error: {name} does not load with kernels.get_local_kernel: {error}\n"
            "  correct the import that fails above, or set doGetKernelCheck = false if it cannot work in a sandbox"
        )
    print(f"check load: {found}")
    path = pathlib.Path(report)
    checks = json.loads(path.read_text())
    path.write_text(json.dumps({**checks, "load": found}, indent=2) + "\n")


if __name__ == "__main__":
    main()
