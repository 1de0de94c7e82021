#!/usr/bin/env python3
"""Write lock/<system>.json: each wheel of packages.txt and of its requirements, as pip resolves them.

    update-pins python                                     keep the pinned versions; add the new names of packages.txt
    PYTHONPATH=python pkgs/python/update-lock.py --upgrade  pin the newest version of everything

Needs pip 23.1 or later and the library `packaging` (`pip install -U pip packaging`).
"""

import json
import pathlib
import sys
import tempfile

from kernel_builder.command.wheels import SYSTEMS, lock, write

HERE = pathlib.Path(__file__).resolve().parent


def update(system, upgrade):
    target = HERE / "lock" / f"{system}.json"
    pinned = {} if upgrade or not target.exists() else json.loads(target.read_text())
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.writelines(f"{name}=={pin['version']}\n" for name, pin in pinned.items())
        constraints.flush()
        words = ["--requirement", str(HERE / "packages.txt"), "--constraint", constraints.name]
        write(target, lock(system, words))


def main():
    if sys.argv[1:] not in ([], ["--upgrade"]):
        sys.exit(__doc__)
    for system in SYSTEMS:
        update(system, upgrade=bool(sys.argv[1:]))


if __name__ == "__main__":
    main()
