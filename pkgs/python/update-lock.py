#!/usr/bin/env python3
"""Write lock/<system>.json: each wheel of packages.txt and of what it needs, resolved by pip.

Needs pip 23.1 or later with the `packaging` library beside it (`pip install -U pip packaging`).
"""

import pathlib

from resolve import SYSTEMS, lock, write

HERE = pathlib.Path(__file__).resolve().parent


def main():
    for system in SYSTEMS:
        write(HERE / "lock" / f"{system}.json", lock(system, ["--requirement", str(HERE / "packages.txt")]))


if __name__ == "__main__":
    main()
