#!/usr/bin/env python3
"""Write lock/<system>/<Torch>.json: the wheel of each Torch of releases.json, and the wheels it needs to be imported.

Needs what pkgs/python/update-lock.py needs. pip downloads wheels whose index does not serve their metadata apart.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "python"))

from kernel_builder.command.wheels import SYSTEMS, lock, write  # noqa: E402


def main():
    for version, release in json.loads((HERE / "releases.json").read_text()).items():
        for system in SYSTEMS:
            write(HERE / "lock" / system / f"{version}.json", lock(system, [f"torch=={release}"]))


if __name__ == "__main__":
    main()
