#!/usr/bin/env python3
"""Write the pins and tables of ROCm, from Debian's experimental suite.

lock.json: the headers and device libraries. symbols.json: the names and versions of the libraries' symbols.
architectures.json: the release and its GPUs; the defaults in it stay.

Run by `update-pins rocm`. Needs apt, curl, Nix, binutils and dpkg. A file of experimental leaves the pool when its next
version comes. Only this script reads the libraries themselves, some hundred MB.
"""

import json
import pathlib
import re
import tempfile

import stubs
import suites

HERE = pathlib.Path(__file__).resolve().parent
SUITE = "experimental"
SYSTEM = "x86_64-linux"
HEADERS = [
    "libamdhip64-dev",
    "libhipblas-common-dev",
    "libhipblas-dev",
    "libhipblaslt-dev",
    "libhipcub-dev",
    "libhipfft-dev",
    "libhiprand-dev",
    "libhipsolver-dev",
    "libhipsparse-dev",
    "librocprim-dev",
    "librocrand-dev",
    "librocthrust-dev",
    "rocm-device-libs-22",
]
LIBRARIES = [
    "libamdhip64-7",
    "libhipblas3",
    "libhipblaslt1",
    "libhipfft0",
    "libhiprand1",
    "libhiprtc7",
    "libhipsolver1",
    "libhipsparse4",
]


def exports(text):
    """The soname and the symbols of a library, from the output of readelf: a row of a table (pkgs/sysroot/stubs.py).

    Symbols without a version have the version "".
    """
    (soname,) = re.findall(r"SONAME.*\[(.+)\]", text)
    versions = {}
    for kind, binding, name, version in re.findall(
        r"^ *\d+: \S+ +\S+ (FUNC|OBJECT) +(GLOBAL|WEAK) +DEFAULT +\d+ ([^@\s]+)(?:@@(\S+))?$", text, re.M
    ):
        # Weak symbols without a version come from C++ headers: every library that includes these headers has them.
        if binding == "GLOBAL" or version:
            versions.setdefault(version, set()).add(stubs.entry(name, kind))
    return soname, {version: sorted(names) for version, names in sorted(versions.items())}


def unpack(package, folder):
    """Unpack a package into a new folder inside of folder, and return the new folder."""
    deb = suites.download(SUITE, suites.index(SUITE, SYSTEM)[package], folder)
    target = pathlib.Path(folder, "unpacked")
    suites.run("dpkg-deb", "-x", str(deb), str(target))
    return target


def symbols():
    """The table of symbols of ROCm's libraries."""
    table = {}
    for package in LIBRARIES:
        with tempfile.TemporaryDirectory() as folder:
            for library in unpack(package, folder).glob("usr/lib/x86_64-linux-gnu/lib*.so.*"):
                if not library.is_symlink() and "builtins" not in library.name:
                    text = suites.run("readelf", "-W", "-d", "--dyn-syms", str(library), text=True)
                    soname, versions = exports(text)
                    table[soname] = versions
    return dict(sorted(table.items()))


def names_of_gpus(suffixes):
    """The architectures from gfx9 on, sorted, from the suffixes of device libraries such as `942` and `9-generic`."""
    names = {f"gfx{suffix}" for suffix in suffixes if not suffix.endswith("generic")}
    return sorted((name for name in names if len(name) == 7 or name[3] == "9"), key=lambda name: (len(name), name))


def architectures():
    """The release of the headers, and the architectures that the device libraries are for."""
    with tempfile.TemporaryDirectory() as folder:
        version = (unpack("libamdhip64-dev", folder) / "usr/share/hip/version").read_text()
        release = ".".join(re.findall(r"HIP_VERSION_M(?:AJ|IN)OR=(\d+)", version))
    with tempfile.TemporaryDirectory() as folder:
        libraries = unpack("rocm-device-libs-22", folder).rglob("oclc_isa_version_*.bc")
        return release, names_of_gpus(path.stem.rpartition("_")[2] for path in libraries)


def formatted(table):
    """A table as JSON with a line for each key."""
    rows = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in table.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main():
    suites.write(HERE / "lock.json", {SYSTEM: suites.pin(SUITE, SYSTEM, HEADERS)})
    suites.write(HERE / "symbols.json", symbols())
    path = HERE / "architectures.json"
    release, known = architectures()
    path.write_text(formatted({**json.loads(path.read_text()), "release": release, "known": known}))


if __name__ == "__main__":
    main()
