#!/usr/bin/env python3
"""Write lock.json: GCC for another machine, and the emulator of that machine, by build platform and host platform.

Run by `update-pins cross`. Needs apt, curl and Nix. Debian 12's own emulator, QEMU 7.2, crashes when it imports
Torch 2.13, so the emulator is Debian 13's. A point release of Debian 13 may replace it.
"""

import pathlib
import re

import suites

HERE = pathlib.Path(__file__).resolve().parent

# Build platform → host platforms, as `crossCompiles` in pkgs/base/systems.nix.
PAIRS = {"x86_64-linux": ["aarch64-linux"]}
COMPILER = ("bookworm", ["binutils-{target}", "cpp-12-{target}", "gcc-12-{target}", "g++-12-{target}"])
EMULATOR = ("trixie", "qemu-user")


def pins_for(build, host):
    """The pins for one pair of platforms."""
    target = f"{host.removesuffix('-linux')}-linux-gnu"
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
    rows = {build: {host: pins_for(build, host) for host in hosts} for build, hosts in PAIRS.items()}
    suites.write(HERE / "lock.json", rows)


if __name__ == "__main__":
    main()
