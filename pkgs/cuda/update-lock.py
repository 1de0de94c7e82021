#!/usr/bin/env python3
"""Write lock/<system>.json: the wheels of each CUDA toolkit of toolkits.json, by CUDA version.

Versions as arguments renew only these toolkits. Run by `update-pins cuda`. Needs the same as
pkgs/python/update-lock.py. NVIDIA's `cuda-toolkit` on PyPI names the versions of the components of a release.
"""

import json
import pathlib
import sys

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
    chosen = sys.argv[1:] or list(toolkits)
    for system in SYSTEMS:
        path = HERE / "lock" / f"{system}.json"
        pinned = json.loads(path.read_text())
        pins = {
            version: pinned[version]
            if version not in chosen
            else lock(
                system,
                [
                    f"cuda-toolkit[{','.join(COMPONENTS)}]=={toolkit['release']}",
                    # The oldest release that a Torch for this CUDA brings: a newer one has all of its functions.
                    f"nvidia-cusparselt-cu{version.partition('.')[0]}=={toolkit['cusparselt']}",
                ],
            )
            for version, toolkit in toolkits.items()
        }
        write(path, pins)


if __name__ == "__main__":
    main()
