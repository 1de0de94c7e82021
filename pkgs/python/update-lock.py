#!/usr/bin/env python3
"""Write lock/<system>.json: each wheel of packages.txt and of what it needs, resolved by pip.

    update-lock.py            what is pinned stays as it is; what packages.txt has anew is added
    update-lock.py --upgrade  the newest of everything

Needs pip 23.1 or later with the `packaging` library beside it (`pip install -U pip packaging`).
"""

import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "python"))

from kernel_builder.command.wheels import SYSTEMS, lock, write  # noqa: E402


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
