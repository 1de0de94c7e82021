"""Load a variant with `kernels`, as a user's program will: `python -m kernel_builder.load VARIANT NAME REPORT`.

Runs in a Python with Torch and `kernels`; `kernel_builder` itself need not be installed there.
"""

import json
import os
import pathlib
import sys
import tempfile
import warnings


def load(variant: pathlib.Path, name: str, backend: str) -> str:
    """Load the folder as the variant of that name; returns a line about it, raises what the import raised."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    sys.dont_write_bytecode = True
    # Torch says so where there is no NumPy; a kernel that needs NumPy fails by itself.
    warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
    from kernels import get_local_kernel

    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, name).symlink_to(variant)
        module = get_local_kernel(pathlib.Path(folder), backend=backend)
    import torch

    names = [name for name in dir(module) if not name.startswith("_")]
    return f"with torch {torch.__version__}: {', '.join(names)}"


def main() -> None:
    variant, name, backend, report = sys.argv[1:]
    try:
        found = load(pathlib.Path(variant), name, backend)
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
