#!/usr/bin/env python3
"""Write lock/<system>.json: the wheels of each CUDA toolkit of toolkits.json, by CUDA version.

Run by `update-pins cuda`. Needs the same as pkgs/python/update-lock.py. NVIDIA's `cuda-toolkit` on PyPI names the
versions of the components of a release.
"""

import json
import pathlib

from kernel_builder.command.wheels import SYSTEMS, lock, write

HERE = pathlib.Path(__file__).resolve().parent
# The compiler with its parts (releases of CUDA 12 have fewer), and the libraries that kernels and Torch's headers use.
COMPONENTS = [
    "nvcc",
    "nvvm",
    "crt",
    "cccl",
    "cudart",
    "cublas",
    "cufft",
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
            version: lock(
                system,
                [
                    f"cuda-toolkit[{','.join(COMPONENTS)}]=={toolkit['release']}",
                    # The oldest release that a Torch for this CUDA brings: a newer one has all of its functions.
                    f"nvidia-cusparselt-cu{version.partition('.')[0]}=={toolkit['cusparselt']}",
                ],
            )
            for version, toolkit in toolkits.items()
        }
        write(HERE / "lock" / f"{system}.json", pins)


if __name__ == "__main__":
    main()
