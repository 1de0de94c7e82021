#!/usr/bin/env python3
"""Write lock.json: Khronos' tools for SPIR-V as Debian 12 packages them. Run by `update-pins sycl`."""

import pathlib

import suites

HERE = pathlib.Path(__file__).resolve().parent
SYSTEM = "x86_64-linux"


def main():
    suites.write(HERE / "lock.json", {SYSTEM: suites.pin("bookworm", SYSTEM, ["spirv-tools"])})


if __name__ == "__main__":
    main()
