#!/usr/bin/env python3
"""Write compilers.json: NVIDIA's nvcc as Debian packages it, for toolkits whose wheels hold none.

The package of Debian's stable release stays in the pool, on every mirror. Needs apt, curl and Nix.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "base/debian"))
import suites  # noqa: E402 (beside the Debian root, which is no package)

# Name in toolkits.json → suite, section and package.
COMPILERS = {"nvcc-12.4": ("trixie", "non-free", "nvidia-cuda-toolkit")}


def main():
    rows = {
        name: {system: suites.pin(suite, system, [package], section) for system in suites.ARCHITECTURES}
        for name, (suite, section, package) in COMPILERS.items()
    }
    suites.write(HERE / "compilers.json", rows)


if __name__ == "__main__":
    main()
