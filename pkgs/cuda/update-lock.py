#!/usr/bin/env python3
"""Write lock/<system>.json: the wheels of each CUDA toolkit of toolkits.json, per CUDA version.

NVIDIA's `cuda-toolkit` on PyPI says which versions of its components a release is made of.
Needs what pkgs/python/update-lock.py needs.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "python"))

from kernel_builder.command.wheels import SYSTEMS, lock, write  # noqa: E402

# The compiler with its parts, of which releases of CUDA 12 have fewer, and the libraries that kernels and Torch's headers use.
COMPONENTS = [
    "nvcc",
    "nvvm",
    "crt",
    "cccl",
    "cudart",
    "cublas",
    "curand",
    "cusolver",
    "cusparse",
    "nvrtc",
    "nvjitlink",
    "nvtx",
]


def main():
    toolkits = json.loads((HERE / "toolkits.json").read_text())
    for system in SYSTEMS:
        pins = {
            version: lock(system, [f"cuda-toolkit[{','.join(COMPONENTS)}]=={row['release']}"])
            for version, row in toolkits.items()
        }
        write(HERE / "lock" / f"{system}.json", pins)


if __name__ == "__main__":
    main()
