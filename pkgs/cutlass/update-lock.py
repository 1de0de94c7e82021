#!/usr/bin/env python3
"""Write lock.json: the wheel of each CUTLASS of releases.json, whose sources NVIDIA's `nvidia-cutlass` holds.

Needs what pkgs/python/update-lock.py needs. The wheel's Python packages are not used, so nothing it requires is pinned.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "python"))

from kernel_builder.command.wheels import lock, write  # noqa: E402

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
