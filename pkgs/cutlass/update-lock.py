#!/usr/bin/env python3
"""Write lock.json: NVIDIA's wheel `nvidia-cutlass`, which holds CUTLASS's headers, for each release of releases.json.

Run by `update-pins cutlass`. Needs the same as pkgs/python/update-lock.py. The builds do not use the wheel's Python
packages, so the lock does not name the wheels that they require.
"""

import json
import pathlib

from kernel_builder.command.wheels import lock, write

HERE = pathlib.Path(__file__).resolve().parent
# The wheel is the same for every system.
SYSTEM = "x86_64-linux"


def main():
    releases = json.loads((HERE / "releases.json").read_text())
    pins = {
        name: lock(SYSTEM, ["--no-deps", f"nvidia-cutlass=={release}"])["nvidia-cutlass"]
        for name, release in releases.items()
    }
    write(HERE / "lock.json", pins)


if __name__ == "__main__":
    main()
