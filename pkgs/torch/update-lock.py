#!/usr/bin/env python3
"""Write lock/<system>/<Torch>.json: for each Torch of releases.json, its wheel and the wheels that importing it needs.

Run by `update-pins torch`. Needs the same as pkgs/python/update-lock.py. If an index does not serve the metadata of a
wheel as a file of its own, pip downloads the whole wheel.
"""

import json
import pathlib

from kernel_builder.command.wheels import SYSTEMS, lock, write

HERE = pathlib.Path(__file__).resolve().parent


def main():
    for version, row in json.loads((HERE / "releases.json").read_text()).items():
        for system in SYSTEMS:
            # `===`: not the same release for the CPU, which a folder of pip's settings may have.
            write(HERE / "lock" / system / f"{version}.json", lock(system, [f"torch==={row['release']}"]))


if __name__ == "__main__":
    main()
