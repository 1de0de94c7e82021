#!/usr/bin/env python3
"""Write lock.json: clang and lld as Debian 13 packages them, with the libraries that they need.

Run by `update-pins clang`. Needs apt, curl and Nix.
"""

import pathlib

import suites

HERE = pathlib.Path(__file__).resolve().parent
SUITE = "trixie"
SYSTEMS = ["x86_64-linux"]
PACKAGES = [
    "clang-22",
    # clang-offload-bundler
    "clang-tools-22",
    "libclang-common-22-dev",
    "libclang-cpp22",
    "libllvm22",
    "lld-22",
    # Debian 12's versions of these are too old for the programs above.
    "libbsd0",
    "libc6",
    "libedit2",
    "libffi8",
    "libgcc-s1",
    "liblzma5",
    "libmd0",
    "libstdc++6",
    "libtinfo6",
    "libxml2",
    "libz3-4",
    "libzstd1",
    "zlib1g",
]


def main():
    suites.write(HERE / "lock.json", {system: suites.pin(SUITE, system, PACKAGES) for system in SYSTEMS})


if __name__ == "__main__":
    main()
