"""Make stubs of ROCm's libraries: `python libraries.py SYMBOLS ROCM FOLDER`.

SYMBOLS is symbols.json. ROCM is a version such as `7.1`; the stubs have no newer symbols. libamdhip64's symbol
versions, such as `hip_7.2`, name the release that a symbol came with.
"""

import pathlib
import sys

import stubs


def up_to(versions, rocm):
    """The part of {version: names} that a release of ROCm has. Symbols without a version are in all releases."""
    return {
        version: names
        for version, names in versions.items()
        if not version or stubs.numbers(version.rpartition("_")[2]) <= stubs.numbers(rocm)
    }


def main():
    symbols, rocm, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    for soname, versions in stubs.read_table(symbols).items():
        stubs.make(folder, soname, up_to(versions, rocm))
        (folder / soname.partition(".so")[0]).with_suffix(".so").symlink_to(soname)


if __name__ == "__main__":
    main()
