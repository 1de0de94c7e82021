#!/usr/bin/env python3
"""Write compilers.json: NVIDIA's nvcc as Debian packages it, for toolkits whose wheels hold no nvcc.

Run by `update-pins cuda`. Needs apt, curl and Nix. The package is in Debian's stable release, so it stays in the pool.
"""

import pathlib

import suites

HERE = pathlib.Path(__file__).resolve().parent

# Name in toolkits.json → suite, section and package.
COMPILERS = {"nvcc-12.4": ("trixie", "non-free", "nvidia-cuda-toolkit")}


def main():
    pins = {
        name: {system: suites.pin(suite, system, [package], section) for system in suites.ARCHITECTURES}
        for name, (suite, section, package) in COMPILERS.items()
    }
    suites.write(HERE / "compilers.json", pins)


if __name__ == "__main__":
    main()
