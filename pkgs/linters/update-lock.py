#!/usr/bin/env python3
"""Write lock.json: shellcheck as Debian 12 packages it, since its wheels are for x86_64 only."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "base/debian"))
import suites  # noqa: E402 (in the folder of the Debian root, which is no package)

SUITE = "bookworm"
SYSTEMS = ["x86_64-linux", "aarch64-linux"]


def main():
    suites.write(HERE / "lock.json", {system: suites.pin(SUITE, system, ["shellcheck"]) for system in SYSTEMS})


if __name__ == "__main__":
    main()
