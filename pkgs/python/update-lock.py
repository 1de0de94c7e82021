#!/usr/bin/env python3
"""Write lock/<system>.json: each wheel of packages.txt, of packages-<system>.txt, and of their requirements.

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
        lists = [path for path in (HERE / "packages.txt", HERE / f"packages-{system}.txt") if path.exists()]
        requirements = [word for path in lists for word in ("--requirement", str(path))]
        write(target, lock(system, [*requirements, "--constraint", constraints.name]))


def main():
    if sys.argv[1:] not in ([], ["--upgrade"]):
        sys.exit(__doc__)
    for system in SYSTEMS:
        update(system, upgrade=bool(sys.argv[1:]))


if __name__ == "__main__":
    main()
