#!/usr/bin/env python3
"""Write lock.json: for each row of releases.json, the file on PyPI that holds that version of CUTLASS's headers.

Run by `update-pins cutlass`. Needs the same as pkgs/python/update-lock.py. The builds use nothing else of these files,
so the lock does not name the wheels that they require.
"""

import json
import os
import pathlib

from kernel_builder.command.wheels import lock, write

HERE = pathlib.Path(__file__).resolve().parent
# The files are the same for every system.
SYSTEM = "x86_64-linux"
# For source archives: see the file in this folder.
NO_BUILD = HERE.parent / "base/fetchers/no-build"


def pin(distribution, release, folder):
    """The pin of a release: its wheel, or if it has none its source archive."""
    os.environ["requirement"] = f"{distribution}=={release}"
    # `:none:`: source archives too. pip prefers a wheel.
    words = ["--no-deps", "--no-build-isolation", "--only-binary", ":none:", f"{distribution}=={release}"]
    pins = lock(SYSTEM, words)
    return {"distribution": distribution, **pins[distribution], "folder": folder}


def main():
    rows = json.loads((HERE / "releases.json").read_text())
    os.environ["PYTHONPATH"] = os.pathsep.join([str(NO_BUILD), os.environ.get("PYTHONPATH", "")])
    write(HERE / "lock.json", {name: pin(**row) for name, row in rows.items()})


if __name__ == "__main__":
    main()
