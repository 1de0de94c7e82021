#!/usr/bin/env python3
"""Write lock.json, the headers and device libraries of ROCm as Debian's experimental suite has them; symbols.json, the
names and versions of symbols that its libraries have; and in architectures.json, the release and the GPUs it has.

A file of experimental leaves the pool with its next version. The libraries themselves (some hundred MB) are only read
here. Needs apt, curl and Nix, binutils and dpkg.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "base/debian"))
import suites  # noqa: E402 (beside the Debian root, which is no package)

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


def exports(library):
    """Soname, and version → the names of that version for others to use, data with `@`; "" where there are no versions."""
    text = suites.run("readelf", "-W", "-d", "--dyn-syms", str(library), text=True)
    (soname,) = re.findall(r"SONAME.*\[(.+)\]", text)
    versions = {}
    for kind, binding, name, version in re.findall(
        r"^ *\d+: \S+ +\S+ (FUNC|OBJECT) +(GLOBAL|WEAK) +DEFAULT +\d+ ([^@\s]+)(?:@@(\S+))?$", text, re.M
    ):
        # Weak names without a version are C++'s own, of headers that others compile as well.
        if binding == "GLOBAL" or version:
            versions.setdefault(version, set()).add(name + "@" * (kind == "OBJECT"))
    return soname, {version: sorted(names) for version, names in sorted(versions.items())}


def symbols():
    found = {}
    for package in LIBRARIES:
        with tempfile.TemporaryDirectory() as folder:
            for library in unpacked(package, folder).rglob("lib*.so.*"):
                if (
                    not library.is_symlink()
                    and library.parent.name == "x86_64-linux-gnu"
                    and "builtins" not in library.name
                ):
                    soname, versions = exports(library)
                    found[soname] = versions
    return dict(sorted(found.items()))


def unpacked(package, folder):
    """The folder that a package is unpacked into."""
    deb = suites.download(SUITE, suites.index(SUITE, SYSTEM)[package], folder)
    target = pathlib.Path(folder, "unpacked")
    subprocess.run(["dpkg-deb", "-x", deb, target], check=True)
    return target


def architectures():
    """The release of the headers, and the architectures from gfx9 on that there are device libraries for."""
    with tempfile.TemporaryDirectory() as folder:
        version = (unpacked("libamdhip64-dev", folder) / "usr/share/hip/version").read_text()
        release = ".".join(re.findall(r"HIP_VERSION_M(?:AJ|IN)OR=(\d+)", version))
    with tempfile.TemporaryDirectory() as folder:
        names = [path.stem for path in unpacked("rocm-device-libs-22", folder).rglob("oclc_isa_version_*.bc")]
    known = {name.rpartition("_")[2] for name in names if not name.endswith("generic")}
    return release, sorted(
        (f"gfx{name}" for name in known if len(name) == 4 or name[0] == "9"), key=lambda a: (len(a), a)
    )


def row(key, value):
    return f"  {json.dumps(key)}: {json.dumps(value)}"


def main():
    suites.write(HERE / "lock.json", {SYSTEM: suites.pin(SUITE, SYSTEM, HEADERS)})
    suites.write(HERE / "symbols.json", symbols())
    path = HERE / "architectures.json"
    release, known = architectures()
    table = {**json.loads(path.read_text()), "release": release, "known": known}
    path.write_text("{\n" + ",\n".join(row(*item) for item in table.items()) + "\n}\n")


if __name__ == "__main__":
    main()
