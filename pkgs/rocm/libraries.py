"""Stubs of ROCm's libraries: `python libraries.py SYMBOLS ROCM FOLDER`.

SYMBOLS is symbols.json, ROCM the version, `7.1`, at which those that are newer end: libamdhip64 says by `hip_7.2` which
release a name came with.
"""

import json
import pathlib
import sys

import stubs


def numbers(version):
    return [int(part) for part in version.split(".")]


def known(versions, rocm):
    """What a library had by a release, as stubs.make wants it; names that have no version are in all of them."""
    return {
        version: {name.rstrip("@"): "OBJECT" if name.endswith("@") else "FUNC" for name in names}
        for version, names in versions.items()
        if not version or numbers(version.rpartition("_")[2]) <= numbers(rocm)
    }


def main():
    symbols, rocm, folder = json.loads(pathlib.Path(sys.argv[1]).read_text()), sys.argv[2], pathlib.Path(sys.argv[3])
    for soname, versions in symbols.items():
        stubs.make(folder, soname, known(versions, rocm))
        (folder / soname.partition(".so")[0]).with_suffix(".so").symlink_to(soname)


if __name__ == "__main__":
    main()
