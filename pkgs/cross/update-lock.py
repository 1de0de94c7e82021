#!/usr/bin/env python3
"""Write lock.json: GCC for another machine, and the emulator of that machine, by build platform and host platform.

Run by `update-pins cross`. Needs apt, curl and Nix. Debian 12's own emulator, QEMU 7.2, crashes when it imports
Torch 2.13, so the emulator is Debian 13's. A point release of Debian 13 may replace it.
"""

import json
import pathlib
import re

import suites

HERE = pathlib.Path(__file__).resolve().parent
SYSTEMS = HERE.parent / "base/systems.nix"
COMPILER = ("bookworm", ["binutils-{target}", "cpp-12-{target}", "gcc-12-{target}", "g++-12-{target}"])
EMULATOR = ("trixie", "qemu-user")


def pins_for(build, target):
    """The pins for one pair of platforms. target: Debian's name of the host platform."""
    suite, names = COMPILER
    emulator_suite, emulator = EMULATOR
    version = suites.index(emulator_suite, build)[emulator]["Version"]
    return {
        "compiler": suites.pin(suite, build, [name.format(target=target) for name in names]),
        "emulator": {
            # QEMU's own version of `1:10.0.13+ds-0+deb13u1`.
            "version": re.search(r"(?:\d+:)?([0-9.]+)", version)[1],
            **suites.pin(emulator_suite, build, [emulator]),
        },
    }


def main():
    evaluation = ["nix", "--extra-experimental-features", "nix-command", "eval", "--json", "--file", str(SYSTEMS)]
    systems = json.loads(suites.run(*evaluation))
    rows = {
        build: {host: pins_for(build, systems[host]["multiarch"]) for host in platform["crossCompiles"]}
        for build, platform in systems.items()
        if platform["crossCompiles"]
    }
    suites.write(HERE / "lock.json", rows)


if __name__ == "__main__":
    main()
