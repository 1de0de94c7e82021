#!/usr/bin/env python3
"""Write lock.json: the wheels of each oneAPI in releases.json, by system and oneAPI's version.

Run by `update-pins sycl`. Needs the same as pkgs/python/update-lock.py. Intel has no SYCL for other processors.
"""

import json
import pathlib

from kernel_builder.command.wheels import lock, write

HERE = pathlib.Path(__file__).resolve().parent
SYSTEM = "x86_64-linux"
# SYCL's headers, runtime and device compiler; and OpenCL for the CPU, on which tests run kernels.
DISTRIBUTIONS = ["intel-sycl-rt", "intel-opencl-rt"]


def main():
    releases = json.loads((HERE / "releases.json").read_text())
    pins = {
        version: lock(SYSTEM, [f"{name}=={release}" for name in DISTRIBUTIONS]) for version, release in releases.items()
    }
    write(HERE / "lock.json", {SYSTEM: pins})


if __name__ == "__main__":
    main()
